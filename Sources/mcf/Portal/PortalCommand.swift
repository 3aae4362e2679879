import ArgumentParser

/// What those who run the applicants' portal ask.
struct PortalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portal",
    abstract: "Make keys for the applicants' portal.",
    discussion: """
      Links in mails to applicants and the portal's forms are signed, and links are sealed in \
      events. Nothing has to run for it.
      """,
    subcommands: [PortalKeysCommand.self])
}
