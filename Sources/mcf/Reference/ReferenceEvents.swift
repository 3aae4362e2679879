import ArgumentParser
import ServiceKit

struct ReferenceEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print who publishes and who takes which events, as AsyncAPI 3.0.",
    discussion: """
      The same as a service's /asyncapi.yaml, with the consumers, which are for operators only.
      """)

  func run() throws {
    let services = ServiceEntry.allCases.map { $0.type }
    Console.say(try AsyncAPIDocument(of: services).textWithConsumers())
  }
}
