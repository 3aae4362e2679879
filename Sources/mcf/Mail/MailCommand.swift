import ArgumentParser
import Notifications

/// What those who look after mails ask.
struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail",
    abstract: "Look after the mails: how it stands with them, and what came back.",
    discussion: """
      The notifications service writes mails and hands them to the server of MCF_SMTP_URL; \
      `mcf doctor` tries that server. In `mcf up` they end in the post office of its sandbox.
      """,
    subcommands: [MailStatus.self, MailBounce.self])

  static var service: ServiceEntry { ServiceEntry(NotificationsModule.self) }
}
