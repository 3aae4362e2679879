import HTTPTypes

/// How a body is packed for its way (RFC 9110, 8.4.1).
enum ContentCoding {
  case identity
  case gzip
  case other

  init(_ headers: HTTPFields) {
    let names = headers[values: .contentEncoding].joined(separator: ",").split(separator: ",")
      .map { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined().lowercased() }
      .filter { !$0.isEmpty && $0 != "identity" }
    switch names {
    case []: self = .identity
    case ["gzip"], ["x-gzip"]: self = .gzip
    default: self = .other
    }
  }
}

extension Problem {
  /// 415: the body is packed in a way that is not known here.
  static var unsupportedContentEncoding: Problem {
    var problem = Problem.unsupportedMediaType(
      "Send the body as it is, or with Content-Encoding: gzip.")
    problem.headers[.acceptEncoding] = "gzip, identity"
    return problem
  }

  /// 400: the body says that it is gzip and is not.
  static var brokenGzip: Problem {
    .malformed("The body is not gzip, or ends too early, although Content-Encoding says gzip.")
  }
}
