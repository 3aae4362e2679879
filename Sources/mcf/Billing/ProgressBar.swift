/// How far something is that is counted: a bar that grows in place on a terminal, else a line every
/// five seconds.
struct ProgressBar {
  private let all: Int
  private let what: String
  private let line = LiveLine()
  private let begun = ContinuousClock.now
  private var said = ContinuousClock.now
  private var first: Int?

  private static let width = 24
  private static let pause = Duration.seconds(5)

  /// nil: there is nothing to count.
  init?(of all: Int, _ what: String) {
    guard all > 0 else { return nil }
    self.all = all
    self.what = what
  }

  mutating func show(_ done: Int) {
    if first == nil { first = done }
    let now = ContinuousClock.now
    let text = text(done, after: begun.duration(to: now), in: line.columns)
    if line.isSeen {
      line.draw(text)
    } else if said.duration(to: now) >= Self.pause {
      said = now
      Console.say(text)
    }
  }

  /// - Parameters:
  ///   - time: since it began.
  ///   - columns: how many characters there is room for, which the bar gives way to; nil: enough.
  func text(_ done: Int, after time: Duration, in columns: Int? = nil) -> String {
    let share = Double(done) / Double(all)
    let seconds = max(time / .seconds(1), 0.001)
    let rate = Double(done - (first ?? 0)) / seconds
    let left = rate > 0 ? "\(Int((Double(all - done) / rate).rounded(.up)).grouped) s left" : ""
    let figures =
      "\(Int(share * 100)) %   \(done.grouped) of \(all.grouped) \(what)   "
      + "\(Int(rate).grouped)/s   \(left)"
    let width = min(max((columns ?? .max) - figures.count - 2, 0), Self.width)
    let full = min(Int(share * Double(width)), width)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    return width > 0 ? "\(bar)  \(figures)" : figures
  }
}
