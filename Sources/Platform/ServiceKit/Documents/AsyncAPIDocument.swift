import Contracts

/// The events of services, as AsyncAPI 3.0 describes them: a channel is what one of them publishes.
public struct AsyncAPIDocument {
  private let services: [any ServiceModule.Type]
  private let publishers: [any ServiceModule.Type]

  public init(of services: [any ServiceModule.Type]) {
    self.services = services
    publishers = services.filter { !$0.publishes.isEmpty }
  }

  /// Who publishes what, as YAML, for everybody.
  ///
  /// - Throws: `DocumentDefect`.
  public func text() throws -> String { try text(operations: publishers.map(Self.sending)) }

  /// Who publishes and who takes what, as YAML, for operators: who takes it is no business of
  /// whoever reads it, and may not be known to exist.
  ///
  /// - Throws: `DocumentDefect`.
  public func textWithConsumers() throws -> String {
    try text(operations: publishers.map(Self.sending) + services.flatMap(receiving))
  }

  private func text(operations: [String]) throws -> String {
    let messages = publishers.flatMap { $0.publishes }.map(Self.message)
    let lines =
      Self.member("channels", publishers.map(Self.channel))
      + Self.member("operations", operations)
      + (messages.isEmpty ? [] : ["components:", "  messages:"] + messages)
    let own = lines.joined(separator: "\n")
    return try DocumentParts(own).text(sharing: DocumentParts(AsyncAPI.shared))
  }

  private static func member(_ name: String, _ entries: [String]) -> [String] {
    entries.isEmpty ? ["\(name): {}"] : ["\(name):"] + entries
  }

  private static func channel(_ service: any ServiceModule.Type) -> String {
    let messages = service.publishes.map {
      "      \($0.type): {$ref: '#/components/messages/\($0.type)'}"
    }
    return """
        \(service.name):
          address: \(service.schema).outbox
          title: What \(service.name) publishes
          messages:
      \(messages.joined(separator: "\n"))
      """
  }

  private static func message(_ event: any EventPayload.Type) -> String {
    let text = String(decoding: event.message, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "      \($0)" }
    return """
          \(event.type):
            traits: [{$ref: '#/components/messageTraits/cloudEvent'}]
      \(lines.joined(separator: "\n"))
      """
  }
}

extension AsyncAPIDocument {
  private static func sending(_ service: any ServiceModule.Type) -> String {
    operation("send", of: service, on: service, service.publishes)
  }

  /// One a publisher that the service takes from, as there is one link of the relay.
  private func receiving(_ service: any ServiceModule.Type) -> [String] {
    publishers.compactMap { publisher in
      let events = service.consumes.filter { event in
        publisher.publishes.contains { $0.type == event.type }
      }
      return events.isEmpty ? nil : Self.operation("receive", of: service, on: publisher, events)
    }
  }

  private static func operation(
    _ action: String, of service: any ServiceModule.Type, on channel: any ServiceModule.Type,
    _ events: [any EventPayload.Type]
  ) -> String {
    let source = service == channel ? "" : ".\(channel.name)"
    let messages = events.map {
      "      - {$ref: '#/channels/\(channel.name)/messages/\($0.type)'}"
    }
    return """
        \(service.name).\(action)\(source):
          action: \(action)
          channel: {$ref: '#/channels/\(channel.name)'}
          tags: [{name: \(service.name)}]
          messages:
      \(messages.joined(separator: "\n"))
      """
  }
}
