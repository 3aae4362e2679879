import Applicants
import ArgumentParser
import SystemPackage

struct TestsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is to be changed in a test, or what it is if nothing is.",
    discussion: """
      Prints each mistake on a line, where it is (a JSON pointer, RFC 6901) and what to change, and \
      ends with exit code 65. A test that is in order is described: its questions, time, points, and \
      the characteristics that it measures.
      """)

  @Argument(help: ArgumentHelp("The document; - is standard input.", valueName: "file"))
  var path: String

  func run() throws {
    do {
      let document = try TestDocument(file: bytes())
      Console.say(document.overview.text)
    } catch let mistakes as TestMistakes {
      for mistake in mistakes.all { Console.say(mistake.line) }
      throw Failure(.input, "\(path) has \(mistakes.all.count.counted("mistake"))")
    }
  }

  /// The file, or a byte more of it than a document may have.
  private func bytes() throws -> [UInt8] {
    do {
      guard path != "-" else { return try FileDescriptor.standardInput.read() }
      let file = try FileDescriptor.open(FilePath(path), .readOnly)
      return try file.closeAfter { try file.read() }
    } catch let error as Errno {
      throw Failure(.file, "\(path) cannot be read: \(error)")
    }
  }
}

extension FileDescriptor {
  fileprivate func read() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= TestDocument.maxBytes {
      let more = TestDocument.maxBytes + 1 - bytes.count
      let part = try [UInt8](unsafeUninitializedCapacity: more) { buffer, count in
        count = try read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard !part.isEmpty else { break }
      bytes += part
    }
    return bytes
  }
}
