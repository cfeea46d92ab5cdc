package io.seckill.dashboard;

import io.seckill.dashboard.PageFiles.PageFile;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The page, what it shows, and the stream that keeps it live; the same in WebFlux and WebMVC. */
@RestController
class DashboardController {

  /** Own scripts and styles only; data reaches the page as text, and nothing may frame it. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final PageFiles files;
  private final Supplier<PanelsView> panels;
  private final Live live;

  DashboardController(PageFiles files, Supplier<PanelsView> panels, Live live) {
    this.files = files;
    this.panels = panels;
    this.live = live;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> page() {
    return serve(files.page());
  }

  @GetMapping("/dashboard/{file:[a-z]+\\.(?:css|js)}")
  ResponseEntity<byte[]> file(@PathVariable String file) {
    return serve(files.find(file));
  }

  @GetMapping(path = "/dashboard/panels", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PanelsView> panels() {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(panels.get());
  }

  /** Server-Sent Events {@code sample}, see {@link Event}; 503 where too many pages are open. */
  @GetMapping(path = "/dashboard/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<Flux<ServerSentEvent<String>>> stream() {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(live.open());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooManyStreams(TooManyStreams refused) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage());
    problem.setTitle("Too many pages follow this service");
    problem.setType(URI.create("/problems/too-many-streams"));
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ResponseEntity<byte[]> serve(@Nullable PageFile file) {
    if (file == null) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(file.type())
        .cacheControl(CacheControl.noCache())
        .eTag(file.etag())
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(file.bytes());
  }
}
