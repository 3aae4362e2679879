import ArgumentParser
import FoundationEssentials
import ServiceKit

struct Token: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an access token for the local `mcf up`.",
    discussion: """
      Prints the token and nothing else, so that a shell can use it:

        curl -H "Authorization: Bearer $(mcf token --role manager --subject boss)" …

      Only an `mcf up` with the same state folder believes it. A client's subject is the id that \
      HCB gave (external_id); a worker's, manager's and clerk's is the id in MCF.
      """)

  @Option(help: "What the caller may be.")
  var role: Role

  @Option(help: "Who the caller is.")
  var subject: String

  @Option(help: "The caller's full name.")
  var name: String?

  @Option(help: "The caller's first name; a client needs one to register by signing in.")
  var givenName: String?

  @Option(help: "The caller's last name.")
  var familyName: String?

  @Option(help: "The caller's e-mail address.")
  var email: String?

  @Option(help: "The caller's phone number.")
  var phone: String?

  @Option(help: "How many seconds it is good for.")
  var seconds = 24 * 3600

  @Option(help: "The state folder of `mcf up`; see `mcf up --help`.")
  var state: String?

  private static let longest = 366 * 86_400

  func validate() throws {
    guard !subject.isEmpty else { throw ValidationError("--subject must not be empty") }
    guard 1...Self.longest ~= seconds else {
      throw ValidationError("--seconds must be between 1 and \(Self.longest), a year")
    }
  }

  func run() async throws {
    let folder = StateFolder(state)
    guard let issuer = try folder.keptIssuer() else {
      throw Failure(
        .unavailable,
        "there is no signing key in \(folder.path); start `mcf up` first, or name its --state")
    }
    let caller = Caller(
      subject: subject, roles: [role], name: name, givenName: givenName, familyName: familyName,
      email: email, phone: phone)
    Console.say(try issuer.token(for: caller, at: Clock.system.now(), lifetime: seconds))
  }
}
