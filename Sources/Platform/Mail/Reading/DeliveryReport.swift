public import Contracts

/// What a server reports of a mail that it was given (RFC 3464): a bounce, most of the time.
///
/// It is what somebody says. Nobody has signed it, and whoever knows a mail's id can write one.
public struct DeliveryReport: Sendable {
  public enum Action: String, Sendable { case failed, delayed, delivered, relayed, expanded }

  /// What has become of the mail for one recipient.
  public struct Outcome: Hashable, Sendable {
    public let action: Action
    /// Why; nil: it is not said in numbers.
    public let status: SMTPReply.EnhancedCode?
    /// What the server said that did not take it, controls as blanks. It may name an address.
    public let diagnostic: String?
  }

  /// One at least.
  public let outcomes: [Outcome]
  /// What may stand before the @ of the mail's Message-ID: what is behind a `+` in the address that
  /// the report went to (`BounceAddress`), and what the returned mail says itself.
  public let ids: [ExactText]

  /// How much of a report is looked at, in bytes: what comes after it is the returned mail's text.
  public static let mostBytes = 1 << 20
  private static let mostOutcomes = 100
  private static let mostIDs = 10
  /// Where servers write whom they have delivered the report to.
  private static let recipientFields: [ExactText] = [
    "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to",
  ]

  /// - Parameter bytes: a mail, with lines that end as they like.
  /// - Returns: nil for a mail that is no report.
  public init?(_ bytes: [UInt8]) {
    let mail = MailPart(Array(bytes.prefix(Self.mostBytes)).withMailLines[...])
    guard mail.type.value == "multipart/report" else { return nil }
    let leaves = mail.leaves()
    guard let status = leaves.first(where: \.isDeliveryStatus)?.contents else { return nil }
    outcomes = Self.outcomes(status.withMailLines)
    guard !outcomes.isEmpty else { return nil }
    let tags = Self.recipientFields.flatMap { mail.header.all($0) }.flatMap(Self.tags)
    let returned = leaves.compactMap(\.returnedHeader).compactMap { $0["message-id"] }
    ids = Array((tags + returned.compactMap(Self.unique)).prefix(Self.mostIDs))
  }

  /// Of a group of fields each, but for the first, which is of the server.
  private static func outcomes(_ bytes: [UInt8]) -> [Outcome] {
    let groups = bytes[...].lines.split(whereSeparator: \.isEmpty)
    return groups.prefix(1 + mostOutcomes).compactMap { lines in
      guard let first = lines.first, let last = lines.last else { return nil }
      return Outcome(MailHeader(bytes[first.startIndex..<last.endIndex]))
    }
  }

  /// What is between a `+` and the @ of each address.
  private static func tags(_ field: String) -> [ExactText] {
    field.split { " \t,;:<>()\"".contains($0) }.compactMap { address in
      guard let at = address.lastIndex(of: "@"),
        let plus = address[..<at].lastIndex(of: "+")
      else { return nil }
      return ExactText(String(address[plus..<at].dropFirst()))
    }
  }

  /// What stands before the @ of a Message-ID.
  private static func unique(_ id: String) -> ExactText? {
    let inside = id.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
    return inside.lastIndex(of: "@").map { ExactText(String(inside[..<$0])) }
  }
}

extension DeliveryReport.Outcome {
  /// How much is kept of what a server said, in characters.
  private static let mostDiagnostic = 1_000

  /// - Parameter fields: of one recipient (RFC 3464, 2.3); nil for others.
  fileprivate init?(_ fields: MailHeader) {
    guard let value = fields.value("action")?.value,
      let action = DeliveryReport.Action(rawValue: value.text)
    else { return nil }
    self.action = action
    // `smtp; 550 5.1.1 no such cat`
    let said = fields.text("diagnostic-code").map { $0.drop { $0 != ";" }.dropFirst().trimmed }
    diagnostic = said.map { String($0.prefix(Self.mostDiagnostic)) }
    let status = fields["status"].flatMap { SMTPReply.EnhancedCode($0) }
    // 5.0.0 says no more than that it has failed: some give it to everything.
    let exact = said.flatMap { SMTPReply.EnhancedCode($0.dropFirst("550 ".count)) }
    self.status = status.map { $0.isVague ? exact ?? $0 : $0 } ?? exact
  }
}

extension SMTPReply.EnhancedCode {
  fileprivate var isVague: Bool { subject == 0 && detail == 0 }
}

extension MailPart {
  /// RFC 3464, and RFC 6533 for addresses that are not ASCII.
  fileprivate var isDeliveryStatus: Bool {
    ["message/delivery-status", "message/global-delivery-status"].contains(type.value)
  }

  /// Of the mail that comes back, whole or its header alone; nil: this is none.
  fileprivate var returnedHeader: MailHeader? {
    let types: [ExactText] = [
      "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
    ]
    guard types.contains(type.value), let contents else { return nil }
    return MailPart(contents.withMailLines[...]).header
  }
}
