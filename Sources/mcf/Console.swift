import SystemPackage

/// Standard output and error, unbuffered, so that a pipe sees each line when it is said.
enum Console {
  static func say(_ text: String) {
    write(text, to: .standardOutput)
  }

  /// For what is overwritten: no line ends.
  static func draw(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }

  static func complain(_ text: String) {
    write("mcf: " + text, to: .standardError)
  }

  /// Nobody is left to tell when the other end of the pipe is gone.
  private static func write(_ text: String, to descriptor: FileDescriptor) {
    _ = try? descriptor.writeAll((text + "\n").utf8)
  }
}
