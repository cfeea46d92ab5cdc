/** What a run leaves behind: a report in Markdown, plots, and the raw histograms. */
@NullMarked
package io.seckill.benchmarks.report;

import org.jspecify.annotations.NullMarked;
