package io.seckill.dashboard;

import java.time.Instant;

/**
 * One step of a request's way.
 *
 * @param at when, by the clock of the machine that wrote it down
 * @param about what it came to, or where it is written, in a word that needs no wording
 */
public record Step(Waypoint what, Instant at, String about) {}
