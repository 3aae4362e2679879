/// W3C trace context, level 1 (https://www.w3.org/TR/trace-context/): the `traceparent` header.
public struct TraceContext: Sendable, Hashable {
  /// 32 lower-case hexadecimal digits, not all zero.
  public let traceID: String
  /// 16 lower-case hexadecimal digits, not all zero: this request's own span.
  public let spanID: String
  public let isSampled: Bool

  /// What the present task works on: a request, an event or a background round; child tasks have it
  /// too. Events that are appended, calls out and the log carry it. An answer's body that is written
  /// piece by piece is outside it.
  @TaskLocal public static var current: TraceContext?

  /// A new trace.
  public static var root: TraceContext {
    TraceContext(traceID: randomHex(words: 2), spanID: randomHex(words: 1), isSampled: false)
  }

  /// For a call out: the present trace under a new `parent-id`, which the standard wants of every
  /// request; where there is none, a new one.
  public static var outgoing: TraceContext { current?.child ?? .root }

  /// The same trace under a new span.
  private var child: TraceContext {
    TraceContext(traceID: traceID, spanID: Self.randomHex(words: 1), isSampled: isSampled)
  }

  /// The header for calls out and for outbox rows.
  public var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

  /// Continues the trace of an incoming header under a new span; a malformed one starts anew.
  public static func continuing(_ header: String?) -> TraceContext {
    guard let header, let (traceID, isSampled) = parse(header) else { return .root }
    return TraceContext(traceID: traceID, spanID: randomHex(words: 1), isSampled: isSampled)
  }

  private static func parse(_ header: String) -> (traceID: String, isSampled: Bool)? {
    let bytes = Array(header.utf8)
    let dash = UInt8(ascii: "-")
    guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash else {
      return nil
    }
    let isVersion0 = bytes[0] == UInt8(ascii: "0") && bytes[1] == UInt8(ascii: "0")
    // Version ff is forbidden; a later version may add fields, but only after a dash.
    guard isHex(bytes[0..<2]), !(bytes[0] == UInt8(ascii: "f") && bytes[1] == bytes[0]),
      isVersion0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == dash,
      isHex(bytes[3..<35]), isHex(bytes[36..<52]), isHex(bytes[53..<55]),
      bytes[3..<35].contains(where: { $0 != UInt8(ascii: "0") }),
      bytes[36..<52].contains(where: { $0 != UInt8(ascii: "0") })
    else { return nil }
    let flags = bytes[54]
    let low = flags < UInt8(ascii: "a") ? flags - UInt8(ascii: "0") : flags - UInt8(ascii: "a") + 10
    return (String(decoding: bytes[3..<35], as: UTF8.self), low & 1 == 1)
  }

  private static func isHex(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }

  private static func randomHex(words: Int) -> String {
    (0..<words).map { _ in
      let digits = String(UInt64.random(in: 1...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
