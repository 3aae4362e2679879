import ArgumentParser

struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print what this version of MCF consists of.",
    discussion: """
      Tables for operators and for tools, made from what the services themselves say. Nothing has \
      to run for it.
      """,
    subcommands: [ReferenceServices.self])
}
