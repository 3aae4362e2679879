import Glibc

/// How far something is that is counted: a bar that grows in place on a terminal, else a line every
/// five seconds.
struct ProgressBar {
  private let all: Int
  private let what: String
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let begun = ContinuousClock.now
  private var said = ContinuousClock.now
  private var first: Int?

  private static let width = 24
  private static let pause = Duration.seconds(5)

  init(of all: Int, _ what: String) {
    self.all = all
    self.what = what
  }

  mutating func show(_ done: Int) {
    if first == nil { first = done }
    let now = ContinuousClock.now
    if isTerminal {
      Console.draw("\r\u{1B}[K" + text(done, after: begun.duration(to: now)))
    } else if said.duration(to: now) >= Self.pause {
      said = now
      Console.say(text(done, after: begun.duration(to: now)))
    }
  }

  /// Leaves the line.
  func end() {
    if isTerminal { Console.draw("\r\u{1B}[K") }
  }

  /// - Parameter time: since it began.
  func text(_ done: Int, after time: Duration) -> String {
    let share = all == 0 ? 1 : Double(done) / Double(all)
    let full = min(Int(share * Double(Self.width)), Self.width)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
    let seconds = max(time / .seconds(1), 0.001)
    let rate = Double(done - (first ?? 0)) / seconds
    let left = rate > 0 ? "\(Int((Double(all - done) / rate).rounded(.up)).grouped) s left" : ""
    return "\(bar)  \(Int(share * 100)) %   \(done.grouped) of \(all.grouped) \(what)   "
      + "\(Int(rate).grouped)/s   \(left)"
  }
}
