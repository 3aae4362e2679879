import ArgumentParser
import Contracts
import FoundationEssentials
import Notifications

struct MailList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List mails, the newest first.",
    discussion: """
      Each with how it stands, to where it goes and how often it was tried. `mcf mail show ID` \
      says the rest.
      """)

  @Option(help: "Only those that stand so.")
  var standing: MailStateName?

  @Option(help: "Only those that tell this, such as order-stands.")
  var template: MailTemplateName?

  @Option(
    help: ArgumentHelp(
      "Only those whose address begins so, or for somebody with this in name or e-mail.",
      valueName: "text"))
  var to: String?

  @Option(help: ArgumentHelp("At most so many, up to 10000.", valueName: "n"))
  var limit = 50

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    guard 1...10_000 ~= limit else {
      throw ValidationError("--limit has to be from 1 to 10000")
    }
    guard to.map({ 3...200 ~= $0.unicodeScalars.count }) ?? true else {
      throw ValidationError("--to has to have from 3 to 200 characters")
    }
  }

  func run() async throws {
    let filter = MailFilter(state: standing?.name, template: template?.name, sought: to)
    let mails = try await access.withMailDesk { try await $0.list(filter, limit: limit) }
    guard !mails.isEmpty else { return Console.say("No mail is found.") }
    var table = TextTable("ID", "MADE", "MAIL", "STATE", ">TRIES", "ADDRESS")
    for mail in mails {
      table.add(
        mail.id.wire, Timestamp.format(mail.createdAt), mail.what, mail.standing, "\(mail.tries)",
        mail.address ?? "–")
    }
    Console.say(table.text)
  }
}

/// How a mail stands.
struct MailStateName: ExpressibleByArgument {
  let name: String
  static var allValueStrings: [String] { MailFilter.states }

  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    name = argument
  }
}

/// What a mail tells.
struct MailTemplateName: ExpressibleByArgument {
  let name: String
  static var allValueStrings: [String] { MailFilter.templates }

  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    name = argument
  }
}
