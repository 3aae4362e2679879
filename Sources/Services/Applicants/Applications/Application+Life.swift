import Contracts
import FoundationEssentials
import ServiceKit

// What may become of an application, and by what. Each changes the value and gives the step to be
// recorded, or says why not; who acts holds the lock of its row.
extension Application {
  /// - Throws: 409 unless it stands at one of these.
  func require(_ statuses: ApplicationStatus...) throws(Problem) {
    guard statuses.contains(status) else { throw .wrongState(self, needed: statuses) }
  }

  /// - Throws: 409 once it is decided, and before it is confirmed.
  private func requireOpen() throws(Problem) {
    guard status.isOpen else { throw .wrongState(self, needed: ApplicationStatus.open) }
  }

  /// Makes it the manager's who acts on it (D10), unless another one has it.
  ///
  /// - Parameter isTakenOver: whether it is to become hers all the same.
  /// - Returns: who had it before, if she has taken it over.
  /// - Throws: 409 `held-by-another`, naming the holder.
  mutating func claim(
    for manager: ExactText, takingOver isTakenOver: Bool = false
  ) throws(Problem) -> ExactText? {
    let holder = heldBy
    if let holder, holder != manager, !isTakenOver { throw .heldByAnother(holder) }
    heldBy = manager
    return holder == manager ? nil : holder
  }

  /// It counts from now on, with what the applicant has made of it.
  mutating func confirm(
    _ details: ApplicantDetails, photo: String, tests: [UUID], at now: Date
  ) throws(Problem) -> ApplicationStep {
    try require(.unconfirmed)
    status = .new
    self.details = details
    photoSHA256 = photo
    self.tests = tests
    confirmedAt = now
    return ApplicationStep(.confirmed, by: .applicant)
  }

  /// Says which tests she is given, from the next invitation on.
  mutating func giveTests(
    _ tests: [UUID], by manager: ExactText
  ) throws(Problem) -> ApplicationStep {
    try requireOpen()
    self.tests = tests
    return ApplicationStep(.testsSet, by: .manager(manager))
  }

  /// - Parameter reason: why there is another one; the first needs none.
  /// - Throws: 409 unless it is open and has tests, 400 without a reason that is needed.
  mutating func invite(
    reason: String?, by manager: ExactText
  ) throws(Problem) -> ApplicationStep {
    try requireOpen()
    guard !tests.isEmpty else { throw .noTests }
    let isAgain = status != .new
    if isAgain && reason == nil { throw .reasonRequired }
    status = .invited
    asksTime = nil
    return ApplicationStep(
      isAgain ? .invitedAgain : .invited, by: .manager(manager), note: reason)
  }

  /// More time is granted; whether a test that has no points so far can still have it is the
  /// attempt's business.
  mutating func addTime(
    minutes: Int, reason: String, by manager: ExactText
  ) throws(Problem) -> ApplicationStep {
    if status == .tested { throw .attemptOver }
    try require(.invited)
    asksTime = nil
    return ApplicationStep(
      .timeAdded, by: .manager(manager), note: reason,
      facts: ["minutes": .number("\(minutes)")])
  }

  /// The applicant says why she needs more time.
  mutating func askTime(_ why: String) throws(Problem) -> ApplicationStep {
    try require(.invited)
    asksTime = why
    return ApplicationStep(.timeAsked, by: .applicant)
  }

  /// Her test has its points. Of one that was rejected meanwhile it is noted for when it is reopened:
  /// that is to be recorded without an event.
  mutating func finishTest() throws(Problem) -> ApplicationStep {
    if status == .rejected && rejectedFrom == .invited {
      rejectedFrom = .tested
    } else {
      try require(.invited)
      status = .tested
      asksTime = nil
    }
    return ApplicationStep(.tested, by: .applicants)
  }

  /// She becomes a worker.
  ///
  /// - Parameter note: why, if she is not proposed.
  mutating func accept(
    as worker: UUID, note: String?, by manager: ExactText, at now: Date
  ) throws(Problem) -> ApplicationStep {
    try require(.tested)
    decide(.accepted, by: .manager(manager), at: now)
    workerID = worker
    self.note = note
    return ApplicationStep(.accepted, by: .manager(manager), note: note)
  }

  /// - Parameters:
  ///   - note: needed for ``RejectionReason/other``.
  ///   - reapplyAt: from when on she may apply for the same again.
  mutating func reject(
    _ reason: RejectionReason, note: String?, reapplyAt: Date, by manager: ExactText, at now: Date
  ) throws(Problem) -> ApplicationStep {
    try requireOpen()
    if reason == .other && note == nil { throw .badInput([Mistake("/note", .required)]) }
    rejectedFrom = status
    decide(.rejected, by: .manager(manager), at: now)
    self.reason = reason
    self.reapplyAt = reapplyAt
    self.note = note
    return ApplicationStep(
      .rejected, by: .manager(manager), reason: reason.rawValue, note: note)
  }

  /// It is what it was before it was rejected.
  ///
  /// - Throws: 409 unless it is rejected, and known whose it is.
  mutating func reopen(
    reason words: String, by manager: ExactText
  ) throws(Problem) -> ApplicationStep {
    try require(.rejected)
    guard let before = rejectedFrom, details != nil else { throw .wrongState("It is erased.") }
    status = before
    reason = nil
    rejectedFrom = nil
    reapplyAt = nil
    note = nil
    decidedAt = nil
    decidedBy = nil
    return ApplicationStep(.reopened, by: .manager(manager), note: words)
  }

  /// - Parameters:
  ///   - doer: the applicant, or a manager on her word.
  ///   - note: her words, as a manager notes them.
  mutating func withdraw(
    by doer: ApplicationDoer, note: String? = nil, at now: Date
  ) throws(Problem) -> ApplicationStep {
    try requireOpen()
    decide(.withdrawn, by: doer, at: now)
    return ApplicationStep(.withdrawn, by: doer, note: note)
  }

  private mutating func decide(
    _ decision: ApplicationStatus, by doer: ApplicationDoer, at now: Date
  ) {
    status = decision
    decidedAt = now
    decidedBy = doer.subject
    asksTime = nil
  }
}
