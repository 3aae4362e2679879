import Contracts
import FoundationEssentials
public import Logging
import Synchronization

/// Writes each event as one logfmt line: `time=… level=info msg="request" status=200`.
///
/// What callers put into metadata must be free of personal data, tokens and bodies; this handler
/// cannot know. Line ends and control characters are escaped, so an event never becomes two.
public struct LineLogHandler: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider? = .trace
  private let label: String
  private let output: LogOutput

  public init(
    label: String, level: Logger.Level = .info, output: LogOutput = .standardError
  ) {
    self.label = label
    logLevel = level
    self.output = output
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var line = LogLine()
    line.add("time", LogLine.time(Date()))
    line.add("level", event.level.rawValue)
    line.add("logger", label)
    line.add("msg", "\(event.message)")
    let around = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
    for (key, value) in around.sorted(by: { $0.key < $1.key }) where event.metadata?[key] == nil {
      line.add(Self.names[key] ?? key, "\(value)")
    }
    for (key, value) in (event.metadata ?? [:]).sorted(by: { $0.key < $1.key }) {
      line.add(key, "\(value)")
    }
    output.write(line.finished)
  }

  /// Hummingbird's name for the request's id is not ours.
  private static let names = ["hb.request.id": "request_id"]
}

extension Logger.MetadataProvider {
  /// `trace_id`: the trace in which a line is written, if it is in one.
  public static let trace = Logger.MetadataProvider {
    TraceContext.current.map { ["trace_id": .string($0.traceID)] } ?? [:]
  }
}

/// A logfmt line in the making.
struct LogLine {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  var finished: [UInt8] { bytes + [UInt8(ascii: "\n")] }

  mutating func add(_ key: String, _ value: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: key.utf8.map { Self.isPlain($0) ? $0 : UInt8(ascii: "_") })
    bytes.append(UInt8(ascii: "="))
    if !value.isEmpty, value.utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: value.utf8)
    } else {
      var quoted = JSONWriter(reserving: value.utf8.count + 2)
      quoted.value(String(value.prefix(Self.maxValue)))
      bytes.append(contentsOf: quoted.bytes)
    }
  }

  /// Longer values are cut: a log is no place for bodies.
  private static let maxValue = 2000

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
      && byte != UInt8(ascii: "\\") && byte < 0x7F
  }

  /// Milliseconds always, so that lines sort as text; the second is formatted once a second.
  static func time(_ date: Date) -> String {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down))
    let (second, fraction) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let text = lastSecond.withLock { last in
      if last.second != second {
        let whole = Timestamp.format(Date(timeIntervalSince1970: Double(second)))
        last = (second, String(whole.dropLast()))
      }
      return last.text
    }
    let digits = String(1000 + fraction).dropFirst()
    return "\(text).\(digits)Z"
  }

  private static let lastSecond = Mutex<(second: Int64, text: String)>((.min, ""))
}
