import ArgumentParser
import Contracts
import FoundationEssentials
import Notifications

struct MailResend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resend",
    abstract: "Send a mail again.",
    discussion: """
      A new mail that says the same to the same; a worker's goes where the register says now. Who \
      wants it and why is kept with it. The running service sends it, and tries for a day.

      One that is on its way is not sent again, nor one that was sent again and went out: choose \
      that one then. Where nobody is written to, `mcf mail lift` comes first.
      """)

  @Argument(help: ArgumentHelp("The mail, as `mcf mail list` shows it.", valueName: "id"))
  var mail: MailID

  @OptionGroup var doer: Doer

  @Option(help: "Why.")
  var because: String

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let sent = try await access.withMailDesk {
      try await $0.resend(mail.id, by: ExactText(doer.by), because: because)
    }
    Console.say(
      "\(sent.id.wire) goes to \(sent.address ?? "an address that is not heard of so far")")
  }
}
