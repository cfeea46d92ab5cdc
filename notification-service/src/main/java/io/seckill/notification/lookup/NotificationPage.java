package io.seckill.notification.lookup;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the notifications of this page, newest first
 * @param page which page, from 0
 * @param size items asked for, 1 to 500
 * @param total notifications that match, over all pages
 */
record NotificationPage(List<Notification> items, int page, int size, long total) {}
