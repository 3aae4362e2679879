import Glibc

/// A line of a terminal that is drawn anew in its place. Where standard error is no terminal,
/// nothing is drawn.
struct LiveLine {
  let isSeen = isatty(STDERR_FILENO) == 1

  /// How many characters there is room for; nil: nobody knows.
  var columns: Int? {
    var size = winsize()
    guard isSeen, ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  func draw(_ text: String) {
    if isSeen { Console.draw("\r\u{1B}[K" + text.fitted(to: columns)) }
  }

  func erase() { draw("") }
}

extension String {
  /// As much of it as fits: what went on in the next line would stay there.
  func fitted(to columns: Int?) -> String {
    guard let columns, count > columns else { return self }
    return prefix(columns - 1) + "…"
  }
}
