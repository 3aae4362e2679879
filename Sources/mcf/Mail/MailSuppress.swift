import ArgumentParser
import Contracts
import Notifications

struct MailSuppress: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "Write no more to an address.",
    discussion: """
      Mails to it that wait end unsent. An address that is not written to already stays as it is.
      """)

  @Argument(help: "The address.")
  var address: String

  @OptionGroup var doer: Doer

  @Option(help: "Why.")
  var because: String

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let found = try await access.withMailDesk {
      try await $0.suppress(address, by: ExactText(doer.by), because: because)
    }
    Console.say(
      "Not written to since \(Timestamp.format(found.since)), \(found.source.rawValue): "
        + found.reason)
  }
}

struct MailLift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift",
    abstract: "Write to an address again.",
    discussion: """
      What has ended unsent meanwhile stays so: `mcf mail list --standing suppressed --to ADDRESS`, \
      then `mcf mail resend`.
      """)

  @Argument(help: "The address.")
  var address: String

  @OptionGroup var doer: Doer

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    try await access.withMailDesk { try await $0.lift(address, by: ExactText(doer.by)) }
    Console.say("It is written to again.")
  }
}
