import Billing
import Contracts
import ServiceKit

extension InvoiceTexts {
  func move(_ move: InvoiceMove) -> MoveRow {
    MoveRow(
      when: date(move.at), what: what(move),
      amount: move.change == .zero ? "" : amount(move.change))
  }

  func note(_ note: NoteOnInvoice) -> NoteRow {
    NoteRow(
      number: "\(note.number)", when: date(note.at),
      what: texts.text(
        "note_line", ["what": note.serviceTypeName ?? "", "time": date(note.endedAt)]),
      why: note.why, amount: amount(.zero - note.amount))
  }

  private func what(_ move: InvoiceMove) -> String {
    switch move {
    case .paid(let payment) where payment.excess > .zero:
      texts.text(
        "moved_paid_more",
        [
          "way": name(payment.by), "amount": amount(payment.amount),
          "excess": amount(payment.excess),
        ])
    case .paid(let payment): texts.text("moved_paid", ["way": name(payment.by)])
    case .back(let payment, _): texts.text("moved_back", ["way": name(payment.by)])
    case .credit: texts.text("moved_credit")
    case .tried(let attempt): tried(attempt)
    }
  }

  private func tried(_ attempt: PaymentTry) -> String {
    var words = ["way": name(attempt.by)]
    switch attempt.state {
    case .declined:
      let code = attempt.code?.text ?? ""
      words["why"] =
        texts.find("declined_\(code)") ?? texts.text("declined_other", ["code": code])
      return texts.text("tried_declined", words)
    case .neverMade: return texts.text("tried_never_made", words)
    case .made, .unknown, .pending, .succeeded: return texts.text("tried_open", words)
    }
  }
}
