import Contracts
import ServiceKit

extension PayslipTold {
  func firstName(of reader: Recipient.Kind) -> String? { workerFirstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [LetterLink(label: "link_payslip", address: .payslip(payslipID))]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    ["number": number, "due": writer.amount(due)]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .period: writer.period(from, to)
    case .earned: writer.amount(earned)
    case .fines: writer.amountIfAny(fines)
    case .bonuses: writer.amountIfAny(bonuses)
    case .corrections: writer.amountIfAny(corrections)
    case .carriedIn: writer.amountIfAny(carriedIn)
    case .payable: writer.amount(due)
    case .carriedOut: writer.amountIfAny(carriedOut)
    case .account: due == .zero ? nil : account ?? writer.texts.text("no_account")
    default: nil
    }
  }
}

extension PayoutTold {
  func firstName(of reader: Recipient.Kind) -> String? { workerFirstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [LetterLink(label: "link_payslip", address: .payslip(payslipID))]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    ["number": number, "amount": writer.amount(amount)]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .amount: writer.amount(amount)
    case .account: account
    case .when: writer.moment(paidAt)
    default: nil
    }
  }
}
