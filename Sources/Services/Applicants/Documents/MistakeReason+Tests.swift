import ServiceKit

// What may be wrong with a test, besides what every form says.
extension MistakeReason {
  static let noTestID = Self(
    code: "no-test-id", "must be 1 to 40 lower-case Latin letters, digits and underscores")
  static let repeatedTestID = Self(
    code: "repeated-test-id", "is the id of an earlier one: choose another")
  static let noExactNumber = Self(
    code: "no-exact-number",
    "must be a number as a string, such as \"-0.5\": at most 12 digits, 6 of them after the point")
  static let noTolerance = Self(
    code: "no-tolerance",
    "must be a number as a string, such as \"0.5\": at most 12 digits, 6 of them after the point, "
      + "and not below 0")
  static let noPointsToHave = Self(
    code: "no-points-to-have", "must have an option that is worth more than 0 points")
  static let noRightOption = Self(
    code: "no-right-option", "must have an option with \"right\": true")
  static let noGrowingTolerance = Self(
    code: "no-growing-tolerance", "must be greater than the tolerance before it")
  static let noFallingPoints = Self(
    code: "no-falling-points", "must be fewer points than those before")
  static let noMustQuestion = Self(
    code: "no-must-question",
    "must be the id of a question of the type one, several or number")
  static let differsInPaper = Self(
    code: "differs-in-paper",
    "differs from the published paper: a scoring may change what answers are worth, never what is "
      + "shown")
}
