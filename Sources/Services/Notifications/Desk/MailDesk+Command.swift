public import Contracts
public import FoundationEssentials
import Postgres
import ServiceKit

// The same for whoever runs `mcf`, by the rules of REST.
extension MailDesk {
  /// - Parameters:
  ///   - by: who wants it sent again.
  ///   - because: why, in at most 500 characters.
  /// - Returns: what was made of it.
  /// - Throws: a problem that lists the mistakes, or says which rule refuses it.
  public func resend(_ id: UUID, by: ExactText, because: String) async throws -> MailRecord {
    let resend = try Resend(Self.form(["why": because]), by: by)
    return try await database.withTransaction(retries: 3) { transaction in
      try await send(id, again: resend, in: transaction)
    }
  }

  /// - Throws: a problem that lists the mistakes.
  public func suppress(
    _ address: String, by: ExactText, because: String
  ) async throws -> SuppressedAddress {
    let wish = try Suppression(Self.form(["address": address, "reason": because]))
    return try await database.withTransaction(retries: 3) { transaction in
      try await suppress(wish, by: by, in: transaction)
    }
  }

  /// - Throws: a problem for an address that is written to.
  public func lift(_ address: String, by: ExactText) async throws {
    let address = try Self.liftedAddress(Self.form(["address": address]))
    try await database.withTransaction(retries: 3) { transaction in
      try await lift(address, by: by, in: transaction)
    }
  }

  private static func form(_ fields: KeyValuePairs<String, String>) throws -> Form {
    try Form(.object(fields.map { .init($0.key, .string($0.value)) }))
  }
}

extension MailFilter {
  /// The words that a filter takes for how a mail stands, and for what it tells.
  public static let states = MailState.allCases.map(\.rawValue)
  public static let templates = MailTemplate.allCases.map(\.rawValue)

  /// - Parameters:
  ///   - state: one of ``states``; nil: any.
  ///   - template: one of ``templates``; nil: any.
  ///   - sought: what their address begins with, or is found in whom they are for; nil: anything.
  public init(state: String? = nil, template: String? = nil, sought: String? = nil) {
    self.init(
      states: state.flatMap(MailState.init).map { [$0] },
      template: template.flatMap(MailTemplate.init), recipient: nil, sought: sought)
  }
}
