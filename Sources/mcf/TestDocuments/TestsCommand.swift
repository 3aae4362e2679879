import ArgumentParser

/// What those who write tests for applicants ask.
struct TestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tests",
    abstract: "Check a test for applicants before managers publish it.",
    discussion: """
      A test is one JSON document: questions, what answers are worth, and who passes. Nothing has to \
      run for it.
      """,
    subcommands: [TestsCheck.self])
}
