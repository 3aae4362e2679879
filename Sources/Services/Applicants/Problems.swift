import ServiceKit

extension Problem {
  /// 409: another test is called the same.
  static let nameTaken = conflict("name-taken", "Another test has this name.")

  /// 409: a draft with mistakes, which are listed.
  static func notPublishable(_ mistakes: TestMistakes) -> Problem {
    var problem = conflict(
      "not-publishable", "The draft has mistakes. Correct them (PUT …/draft), then publish again.")
    problem.errors = mistakes.listed
    return problem
  }

  /// 409: a scoring that would change what is shown; the places are listed.
  static func frozen(_ mistakes: TestMistakes, at place: String) -> Problem {
    var problem = conflict(
      "frozen",
      "What is shown of a published test stays as it is. Change it in the draft, and publish that "
        + "as another version.")
    problem.errors = mistakes.listed.map { Mistake(place + $0.pointer, $0.reason) }
    return problem
  }

  /// 409: what is retired is given to nobody.
  static let retired = conflict(
    "wrong-state", "This version is retired. Publish the draft, and make that the default.")
}

extension Problem {
  /// 409: there is a test in the set that nobody is given now.
  static let noDefaultVersion = conflict(
    "no-default-version",
    "A test of the set has no default version. Make one the default, or change the set.")

  /// 409: there is nothing to be invited to.
  static let noTests = conflict("no-tests", "There is no test in its set. Change the set first.")

  /// 409: another attempt would take the place of one that is not over.
  static let testUnderWay = conflict(
    "test-under-way",
    "The test is under way, or being scored. Invite again once it has its points.")

  /// 409: the test was not begun in time.
  static let invitationOver = conflict(
    "invitation-over", "The invitation is over. Invite again, and say why.")

  /// 409: no answer is taken any more.
  static let attemptOver = conflict(
    "attempt-over", "The test is over. Another attempt is another invitation.")

  /// 409: not among the best.
  static func notProposed(_ standing: StandingNow) -> Problem {
    conflict(
      "not-proposed", "The applicant is not proposed. Say why she is accepted all the same.",
      members: ["standing": standing.json])
  }

  /// 409: nobody knows how many points it has just now.
  static let beingScored = conflict(
    "being-scored", "The test is being scored again. Accept the applicant once that is done.")

  /// 409: others than somebody has seen.
  static func countChanged(_ count: Int) -> Problem {
    conflict(
      "count-changed", "Look at the list again, then say how many there are.",
      members: ["count": .number("\(count)")])
  }
}

extension TestMistakes {
  /// As many as an answer lists.
  static let maxListed = 1_000

  var listed: [Mistake] { Array(all.prefix(Self.maxListed)) }
}
