import FoundationEssentials
import Postgres

/// What a mail tells, such as of an order: no more than its reader may know, as it is kept with the
/// mail. Of which kind it is says the mail's template (`MailTemplate.tells`).
///
/// A further kind is a type of this, named there, and the templates that tell it.
protocol MailContent: Codable, Sendable {
  /// When what it tells of takes place; nil: it has.
  var happensAt: Date? { get }
  /// From when on what it leads to is over; nil: it lasts as long as the mail is of use.
  var leadsUntil: Date? { get }
  /// Whatever it says when.
  var instants: [Date] { get }
  /// What one of us has written to its reader, in lines as they were typed; nil: all words of the
  /// mail are its template's.
  var written: String? { get }
  /// How its reader is greeted; nil: without a name.
  func firstName(of reader: Recipient.Kind) -> String?
  /// Where there is more of it on our site, what its reader is most likely to want first.
  func links(in template: MailTemplate) -> [LetterLink]
  /// What names in the texts of its subject and lead stand for.
  func arguments(by writer: LetterWriter) -> LetterArguments
  /// - Returns: nil where there is nothing to be said.
  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String?
}

/// By the names that texts have for them.
typealias LetterArguments = [String: String]

extension MailContent {
  var happensAt: Date? { nil }
  var leadsUntil: Date? { nil }
  var written: String? { nil }
  func links(in template: MailTemplate) -> [LetterLink] { [] }

  /// As a mail keeps it.
  var params: any PostgresEncodable { JSON(self) }

  static func read(_ row: inout RowReader) throws -> Self {
    try row.next(as: JSON<Self>.self).value
  }
}
