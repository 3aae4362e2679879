public import Metrics
public import Postgres
import Synchronization

/// Keeps this process's metrics and writes them in Prometheus' text format 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
///
/// One handler per name and labels: making the same metric twice counts in the same place.
public final class PrometheusRegistry: MetricsFactory, Sendable {
  private struct Key: Hashable {
    let name: String
    let kind: MetricKind
  }

  private typealias Family = [MetricLabels: any PrometheusSeries]

  private let families = Mutex<[Key: Family]>([:])
  private let meanings: [String: String]

  /// - Parameter metrics: those that are shown with their meaning.
  public init(_ metrics: [any DescribedMetric] = []) {
    meanings = Dictionary(metrics.map { ($0.name, $0.meaning) }) { first, _ in first }
  }

  /// All metrics that have series, sorted by name and labels.
  public var text: String {
    let families = families.withLock { $0 }
    var text = ""
    for (key, family) in families.sorted(by: { $0.key.name < $1.key.name }) where !family.isEmpty {
      if let meaning = meanings[key.name] { text += "# HELP \(key.name) \(meaning)\n" }
      text += "# TYPE \(key.name) \(key.kind.rawValue)\n"
      for (labels, series) in family.sorted(by: { $0.key.text < $1.key.text }) {
        series.write(name: key.name, labels: labels, to: &text)
      }
    }
    return text
  }

  private func series<Series: PrometheusSeries>(
    _ label: String, _ dimensions: [(String, String)], _ make: () -> Series
  ) -> Series {
    let key = Key(name: metricName(label), kind: Series.kind)
    let labels = MetricLabels(dimensions)
    return families.withLock { families in
      if let found = families[key]?[labels] as? Series { return found }
      let made = make()
      families[key, default: [:]][labels] = made
      return made
    }
  }

  private func forget(_ handler: AnyObject) {
    families.withLock { families in
      for (key, family) in families {
        families[key] = family.filter { ($0.value as AnyObject) !== handler }
      }
    }
  }

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions) { PrometheusCounter() }
  }

  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(label, dimensions) { PrometheusSum() }
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions) { PrometheusGauge() }
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return series(label, dimensions) { PrometheusGauge() } }
    return series(label, dimensions) { PrometheusHistogram(bounds: PrometheusHistogram.counts) }
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions) { PrometheusHistogram(bounds: PrometheusHistogram.seconds) }
  }

  public func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
    forget(handler)
  }
  public func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
  public func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
  public func destroyTimer(_ handler: any TimerHandler) { forget(handler) }
}

/// One line or group of lines of a family.
protocol PrometheusSeries: AnyObject, Sendable {
  static var kind: MetricKind { get }
  func write(name: String, labels: MetricLabels, to text: inout String)
}

/// Labels in the form in which they are written, without braces.
struct MetricLabels: Hashable {
  let text: String

  init(_ dimensions: [(String, String)]) {
    text = dimensions.map { "\(metricName($0.0))=\"\(Self.escaped($0.1))\"" }
      .joined(separator: ",")
  }

  func line(_ name: String, _ value: String, extra: String = "") -> String {
    let all = [text, extra].filter { !$0.isEmpty }.joined(separator: ",")
    return all.isEmpty ? "\(name) \(value)\n" : "\(name){\(all)} \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}

/// A name with everything that Prometheus does not allow replaced by an underscore.
func metricName(_ label: String) -> String {
  let bytes = label.utf8.enumerated().map { index, byte in
    let isLetter =
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":")
    return isLetter || (index > 0 && isDigit(byte)) ? byte : UInt8(ascii: "_")
  }
  return String(decoding: bytes, as: UTF8.self)
}
