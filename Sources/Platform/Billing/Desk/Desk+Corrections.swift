public import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

/// What a manager has taken back, or given back, of whichever side.
public struct DeskCorrection: Sendable {
  let id: UUID
  let party: UUID
  /// Of a line.
  let kind: String
  /// What it was about, if that is known by name.
  let what: String?
  let amount: Money
  /// A credit note's; nil: it is a line.
  let number: InvoiceNumber?
  let at: Date
  let by: Author
  /// It is itself taken back.
  let isTakenBack: Bool

  public init(
    id: UUID, party: UUID, kind: String, what: String? = nil, amount: Money,
    number: InvoiceNumber? = nil, at: Date, by: Author, isTakenBack: Bool = false
  ) {
    self.id = id
    self.party = party
    self.kind = kind
    self.what = what
    self.amount = amount
    self.number = number
    self.at = at
    self.by = by
    self.isTakenBack = isTakenBack
  }
}

extension Desk {
  /// Who has taken what back, and why, the newest first.
  func corrections(at place: ListPlace, _ visit: Visit) async throws -> Rows {
    let found = try await listCorrections(place.after, place.most)
    let page = place.page(found) { ($0.at, $0.id) }
    let words = try await words(
      visit, page.items.map(\.at), people: page.items.map(\.party),
      subjects: page.items.compactMap(\.by.subject))
    let table = DeskTable(
      [
        .text("desk_party"), .text("desk_line"), .text("desk_why"), .text("desk_by"),
        .amount("desk_amount"),
      ],
      page.items.map { correction in
        DeskTable.Row(
          DeskTable.Cell(
            words.name(correction.party), to: self.page(of: correction.party).path),
          [
            DeskTable.Cell(
              correction.what ?? words.word("line", correction.kind),
              note: correction.number.map { "\($0)" }),
            DeskTable.Cell(correction.by.why ?? ""),
            DeskTable.Cell(
              words.name(correction.by.subject ?? ExactText(correction.by.role)),
              note: words.time(correction.at)),
            DeskTable.Cell(words.amount(correction.amount)),
          ])
      }, visit.texts)
    return Rows(table: table, next: page.nextCursor)
  }

  /// Credit notes of one party, each of which can be corrected like a line.
  public func notes(_ notes: [DeskCorrection], _ visit: Visit) async throws -> DeskTable {
    let words = try await words(
      visit, notes.map(\.at), subjects: notes.compactMap(\.by.subject))
    return DeskTable(
      [.number("desk_note"), .text("desk_why"), .text("desk_by"), .amount("desk_amount")],
      notes.map { note in
        DeskTable.Row(
          DeskTable.Cell(note.number.map { "\($0)" } ?? ""),
          [
            DeskTable.Cell(note.by.why ?? ""),
            DeskTable.Cell(
              words.name(note.by.subject ?? ExactText(note.by.role)), note: words.time(note.at)),
            DeskTable.Cell(words.amount(note.amount)),
          ],
          acts: note.isTakenBack
            ? []
            : [
              DeskLink(words.text("desk_correct"), to: act("correct", on: "lines", note.id.wire))
            ], unless: note.isTakenBack ? words.text("desk_is_taken_back") : nil)
      }, visit.texts)
  }
}
