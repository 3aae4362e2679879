/// How long a route may take.
public enum RouteDeadline: Sendable, Hashable {
  /// The configured default, 10 s; a photo that comes slowly has more (`RequestPace`).
  case standard
  case after(Duration)
  /// Imports and streams.
  case none
}

/// What holds for a route beside its path and its method.
struct RouteTerms: Sendable {
  var deadline = RouteDeadline.standard
  /// A route that does not read its query is sent none: it is refused before.
  var readsQuery = false
}
