import Contracts
import ServiceKit

extension PaymentTold {
  func firstName(of reader: Recipient.Kind) -> String? { clientFirstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [LetterLink(label: "link_invoice", address: .invoice(invoiceID))]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    [
      "number": number, "amount": amount.map(writer.amount) ?? "", "left": writer.amount(left),
    ]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .amount: amount.map(writer.amount)
    case .how: how.map { writer.texts.find("adapter_\($0)") ?? $0.replacing("_", with: " ") }
    case .when: movedAt.map { writer.moment($0) }
    case .why: why(in: writer.texts)
    case .left: writer.amount(left)
    case .next:
      nextTryAt.map { writer.texts.text("tried_again", ["time": writer.moment($0)]) }
        ?? writer.texts.text("tried_no_more")
    default: nil
    }
  }

  private func why(in texts: LocalTexts) -> String? {
    if let cause { return texts.text("back_\(cause.rawValue)") }
    return refusal.map {
      texts.find("declined_\($0)") ?? texts.text("declined_other", ["code": $0])
    }
  }
}
