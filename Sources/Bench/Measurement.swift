import Glibc

/// What one round did.
struct Measurement {
  var queries: Int
  var elapsed: Duration
  /// Of the client, user and system.
  var cpu: Duration

  var queriesPerSecond: Double { Double(queries) / (elapsed / .seconds(1)) }
  var microsecondsPerQuery: Double { (cpu / .microseconds(1)) / Double(queries) }
}

enum CPUTime {
  static func ofThisProcess() -> Duration { time(__rusage_who_t(RUSAGE_SELF.rawValue)) }
  /// Of children that have ended and were waited for.
  static func ofChildren() -> Duration { time(__rusage_who_t(RUSAGE_CHILDREN.rawValue)) }

  private static func time(_ who: __rusage_who_t) -> Duration {
    var usage = rusage()
    getrusage(who, &usage)
    return duration(usage.ru_utime) + duration(usage.ru_stime)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}

/// Median, and from least to greatest.
struct Spread: CustomStringConvertible {
  let sorted: [Double]
  let unit: String
  let digits: Int

  init(_ values: [Double], _ unit: String, digits: Int) {
    sorted = values.sorted()
    self.unit = unit
    self.digits = digits
  }

  var median: Double {
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  var description: String {
    guard let least = sorted.first, let greatest = sorted.last else { return "–" }
    return "\(text(median)) \(unit) (\(text(least))–\(text(greatest)))"
  }

  private func text(_ value: Double) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    return "\((value * scale).rounded() / scale)"
  }
}
