public import Postgres

/// What services that bill run, for their lists.
public enum BillingStatements {
  public static let all: [any Statement.Type] =
    Ledger.statements + [
      RecordLine.self, ListLines.self, ListLinesOfParty.self, ReadPresentPeriod.self,
      SumPeriod.self, FindUnbilledPeriod.self, FindLine.self, FindCarried.self, MakePeriods.self,
      FindDuePeriods.self, ClosePeriod.self, SealPeriod.self, CountUnhandled.self, BeginRun.self,
      LockRun.self, CountParties.self, IssueInvoices.self, FindNextParty.self, NoteStuck.self,
      FinishRun.self, ReadRun.self, ListStuck.self, TakeRunLock.self, FindRunner.self, AskDue.self,
      ReadStanding.self, FindFormerRun.self, ListInvoicesOfRun.self, ListParked.self, SumLate.self,
      ListInvoices.self, ListInvoicesOfParty.self, ListInvoicesFound.self, FindInvoice.self,
      ReadBillingStatus.self, MakeTry.self, LockTries.self, ClaimTries.self, LookNow.self,
      LookLater.self, FindTried.self, FindTriedThrough.self, MoveTry.self, BookTry.self,
      KeepReceipt.self, FindOthersReceipts.self, FindSettling.self, ClaimSettlements.self,
      AwaitProvider.self, LockSettlement.self, Settle.self, SettleAnew.self, TryNow.self,
      ReadMoneyStanding.self, OpenAccount.self, LockAccount.self, ChangeAccount.self,
      FindPayment.self, CountRefunds.self, KeepRefund.self, FindRefund.self, ListRefunds.self,
      UseCredit.self, IssueCreditNote.self, FindCreditNote.self, FindPartyOfInvoice.self,
      LockOpenSettlements.self, LowerSettlement.self, ReadLadder.self,
    ] + ReconcileStatements.all
}
