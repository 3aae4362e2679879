import Glibc

/// A count that grows in place on a terminal; elsewhere nothing is shown.
struct ProgressLine {
  private let what: String
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(_ what: String) { self.what = what }

  func show(_ count: Int) {
    if isTerminal { Console.draw("\r\(count) \(what)") }
  }

  /// Leaves the line.
  func end() {
    if isTerminal { Console.draw("\r\u{1B}[K") }
  }
}
