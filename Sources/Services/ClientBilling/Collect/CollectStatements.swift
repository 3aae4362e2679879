import Billing
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// What ways to pay and collecting run.
  static let collectingStatements: [any Statement.Type] =
    [
      ListPaymentMethods.self, FindActiveMethod.self, KeepPaymentMethod.self, ActivateMethod.self,
      EndMethod.self, RefuseToken.self, MakeDefault.self, ForgetDefault.self, CollectAnew.self,
      FindPaymentMethod.self, PayNow.self, FindUsualLabels.self, ListTries.self, ListPayments.self,
      ListCreditsPaid.self, ListNotes.self, FindEnrolments.self, ClaimEnrolments.self,
      LookAtEnrolment.self,
    ] + WebhookMemory.statements + Refusals.statements
}
