import ArgumentParser
import Notifications

/// What those who look after mails ask and do.
struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail",
    abstract: "See what was mailed to whom, and help what did not go out.",
    discussion: """
      The notifications service writes mails and hands them to the server of MCF_SMTP_URL, which \
      `mcf doctor` tries. Its database is found by MCF_NOTIFICATIONS_URL or, where no database is \
      set, by the `mcf up` that runs on this machine; what is to be sent, the running service \
      sends. In `mcf up` mails end in the post office of its sandbox. Much of it is at /mails, too, \
      for managers.
      """,
    subcommands: [
      MailPreviewCommand.self, MailStatus.self, MailList.self, MailShow.self, MailResend.self,
      MailSuppress.self, MailLift.self, MailBounce.self,
    ])

  static var service: ServiceEntry { ServiceEntry(NotificationsModule.self) }
}
