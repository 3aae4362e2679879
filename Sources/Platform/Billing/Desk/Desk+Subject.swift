import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension Desk {
  /// What some proposals are about, by their ids.
  func subjects(of proposals: [Proposal]) async throws -> [UUID: DeskSubject] {
    keyed(try await database.read(FindProposed(ids: proposals.map(\.id))))
  }

  /// What some differences are about, by their ids.
  func subjects(of differences: [Difference]) async throws -> [UUID: DeskSubject] {
    keyed(try await database.read(FindDiffering(ids: differences.map(\.id))))
  }

  private func keyed(_ subjects: [DeskSubject]) -> [UUID: DeskSubject] {
    subjects.reduce(into: [:]) { $0[$1.id] = $1 }
  }

  /// Whose money it is, what it is about, and on which invoice that is, each with where it can be read.
  func facts(about subject: DeskSubject?, _ words: DeskWords) -> [DeskActView.Fact] {
    var facts: [DeskActView.Fact] = []
    if let party = subject?.party {
      facts.append(.init(words.text("desk_party"), words.name(party), to: page(of: party)))
    }
    if let what = words.what(subject) { facts.append(.init(words.text("desk_line"), what)) }
    if let invoice = subject?.invoice {
      facts.append(
        .init(
          words.text("desk_invoice"), "\(invoice.number)", to: self.invoice(invoice.id)))
    }
    return facts
  }

  /// The invoice in a table.
  ///
  /// - Parameter note: below it.
  func cell(of subject: DeskSubject?, note: String? = nil) -> DeskTable.Cell {
    guard let invoice = subject?.invoice else { return DeskTable.Cell("–", note: note) }
    return DeskTable.Cell("\(invoice.number)", to: self.invoice(invoice.id).path, note: note)
  }
}

extension DeskWords {
  /// What it is about besides an invoice; nil: nothing.
  func what(_ subject: DeskSubject?) -> String? {
    if let payment = subject?.payment {
      return text(
        "desk_about_payment",
        [
          "amount": amount(payment.amount), "provider": word("desk_adapter", payment.adapter),
          "time": time(payment.occurredAt),
        ])
    }
    guard let line = subject?.line else { return nil }
    let what = line.name ?? word("line", line.kind)
    let about = "\(what), \(time(line.occurredAt))"
    return subject?.note.map { text("desk_about_note", ["number": "\($0)", "what": about]) }
      ?? about
  }
}
