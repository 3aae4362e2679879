import ArgumentParser
import ServiceKit

struct ReferenceOpenAPI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi",
    abstract: "Print a service's REST interface, as OpenAPI 3.0.",
    discussion: """
      The same as its /api/SERVICE/openapi.yaml, for generators of clients; nothing need run.
      """)

  @Argument(help: "Which one.")
  var service: ServiceEntry

  func run() throws { Console.say(try OpenAPIDocument.text(of: service.type)) }
}
