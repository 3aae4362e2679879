public import Postgres

extension Relay {
  /// Every statement that the relay and the commands about it run as `mcf_relay`, in whatever schema,
  /// for the test that explains each; all but `fetch` and `set`, which have no plan.
  public static let statements: [any Statement.Type] = [
    IdentifySource.self, IdentifyDestination.self, AskIncarnation.self, RegisterDestination.self,
    ReadOutbox.self, CountOutbox.self, WeighWindow.self, DeclareWindow.self, StartCursor.self,
    MoveCursor.self, ReportPassed.self, NoteBond.self, FindLastHour.self, FindMissing.self,
    DropDestination.self, ListDestinations.self, DeclareRetained.self, FindUndelivered.self,
    WeighEvents.self, DeclareEvents.self, AnchorCursor.self, AnchorDestination.self,
    MeasureInbox.self, MeasureParked.self, FindHandled.self, CopyHandled.self,
  ]
}
