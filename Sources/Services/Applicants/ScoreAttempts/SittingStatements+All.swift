import Postgres
import ServiceKit

/// Every statement on sittings, from their end to their place.
enum SittingStatements {
  static let all: [any Statement.Type] = [
    FindSittingWork.self, HandInByTime.self, ReadSittingFigures.self, ClaimAttempts.self,
    NoteScoringFailure.self, FindRow<Attempt>.self, LockRow<Attempt>.self, UpdateAttempt.self,
    FindParts.self, FindLastAnswers.self, FindGivenMarks.self, AskForMarks.self, KeepPoints.self,
    TakeOrdinal.self, FindGroupStandings.self, FindOpenGroups.self, FindScores.self,
    ListAnswers.self, FindPoints.self, ListMarks.self, ClaimMark.self, LockMark.self,
    WriteMark.self, LockUndecided.self, OpenGroupsAnew.self, ScoreAnew.self, CountSittings.self,
    FindPointsOfVersion.self, FindSatAttempts.self,
  ]
}
