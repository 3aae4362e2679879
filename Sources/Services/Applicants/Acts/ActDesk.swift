import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Decides what holders of links want, in the order in which they wanted it.
struct ActDesk: Sendable {
  let links: Links
  let configuration: ApplicantsConfiguration

  /// For how long nobody writes to a mailbox whose owner has said that it was somebody else.
  private static let barredDays = 90

  /// What has become of an application, and what its holder is told; nil: it is no more.
  private typealias Decision = (application: Application?, result: ActResult)

  /// Applies everything that is wanted of an application whose row this transaction has locked.
  ///
  /// - Parameter application: nil: there is none of that id any more.
  /// - Returns: the application as it is since; nil: it is no more.
  /// - Throws: `PostgresError` that means ``PostgresError/meansAlreadyOpen`` when another application
  ///   of the mailbox was confirmed just now: whoever tries again finds it.
  func settle(
    _ application: Application?, _ id: UUID, in transaction: Transaction, at now: Date
  ) async throws -> Application? {
    var application = application
    for act in try await transaction.execute(FindWaitingActs(application: id)) {
      var result = ActResult.nothing
      if let present = application {
        (application, result) = try await decide(
          act, of: present, in: transaction, as: act.instant(by: now), at: now)
      }
      transaction.enqueue(FinishAct(act: act.id, result: result, now: now))
    }
    return application
  }

  /// - Parameter instant: as of when it is decided.
  private func decide(
    _ act: PortalAct, of application: Application, in transaction: Transaction,
    as instant: Date, at now: Date
  ) async throws -> Decision {
    switch act.kind {
    case .confirm: try await confirm(application, act, in: transaction, as: instant, at: now)
    case .notMe: try await disown(application, in: transaction, as: instant)
    case .withdraw: try await withdraw(application, in: transaction, as: instant)
    case .erase: try await erase(application, in: transaction, as: instant)
    case .resend: try await sendLink(of: application, in: transaction, as: instant, at: now)
    case .moreTime: try await askTime(application, act, in: transaction, as: instant)
    }
  }

  // MARK: an application that nobody has confirmed so far

  private func confirm(
    _ application: Application, _ act: PortalAct, in transaction: Transaction,
    as instant: Date, at now: Date
  ) async throws -> Decision {
    guard application.status == .unconfirmed, let written = application.details else {
      return (application, .nothing)
    }
    let read = act.read { filled in
      (ApplicantDetails(filled, email: written.email), filled.optionalText("photo", 1...64))
    }
    guard let (details, named) = read else { return (application, ActResult(.badInput)) }
    let emailHash = configuration.pepper.hash(ofEmail: written.email)
    let (photos, bars, rivals, vacancies) = try await transaction.execute(
      FindUploaded(application: application.id, named: named),
      FindReapply(emailHash: emailHash, vacancy: application.vacancyID, now: instant),
      FindOpenRival(application: application.id), FindRow<Vacancy>(id: application.vacancyID))
    if let until = bars.first {
      try await drop(application, in: transaction)
      return (nil, ActResult(.reapplyLater, until: until))
    }
    if !rivals.isEmpty {
      try await drop(application, in: transaction)
      return (nil, ActResult(.alreadyOpen))
    }
    guard let photo = photos.first else { return (application, ActResult(.photoMissing)) }
    var confirmed = application
    let step = try confirmed.confirm(
      details, photo: photo, tests: vacancies.first?.tests ?? [], at: instant)
    let link = try links.mint(of: application.id, at: now)
    confirmed = try await transaction.record(
      confirmed, step, publishing: ApplicationNews(link: link.sealed), at: instant)
    transaction.enqueue(link.insertion)
    let others = try await transaction.execute(FindUnconfirmedRivals(application: application.id))
    if !others.isEmpty { try await transaction.drop(unconfirmed: others) }
    return (confirmed, .nothing)
  }

  private func disown(
    _ application: Application, in transaction: Transaction, as instant: Date
  ) async throws -> Decision {
    guard application.status == .unconfirmed, let written = application.details else {
      return (application, .nothing)
    }
    transaction.enqueue(
      BarMailbox(
        mailbox: configuration.pepper.hash(of: Mailbox(written.email)),
        until: instant.addingDays(Self.barredDays)))
    try await drop(application, in: transaction)
    return (nil, .nothing)
  }

  private func drop(_ application: Application, in transaction: Transaction) async throws {
    try await transaction.execute(DropUnconfirmed(applications: [application.id]))
  }

  // MARK: one that counts

  private func withdraw(
    _ application: Application, in transaction: Transaction, as instant: Date
  ) async throws -> Decision {
    guard application.status.isOpen else { return (application, .nothing) }
    var withdrawn = application
    let step = try withdrawn.withdraw(by: .applicant, at: instant)
    return (try await transaction.record(withdrawn, step, at: instant), .nothing)
  }

  private func erase(
    _ application: Application, in transaction: Transaction, as instant: Date
  ) async throws -> Decision {
    if application.status == .unconfirmed {
      try await drop(application, in: transaction)
      return (nil, .nothing)
    }
    guard application.erasedAt == nil else { return (application, .nothing) }
    let erased = try await transaction.erase(application, by: .applicant, at: instant)
    return (erased, .nothing)
  }

  /// Sends what can be used: the invitation's link while there is a test to sit, else the one that
  /// leads to the state.
  private func sendLink(
    of application: Application, in transaction: Transaction, as instant: Date, at now: Date
  ) async throws -> Decision {
    guard let details = application.details else { return (application, .nothing) }
    let mailbox = configuration.pepper.hash(of: Mailbox(details.email))
    let counted = CountLetter(mailbox: mailbox, most: configuration.mailboxPerDay, now: now)
    guard try await transaction.one(counted) != nil else {
      return (application, ActResult(.tooMany, until: counted.dayEnds))
    }
    var news = ApplicationNews.plain
    var invitation: LiveInvitation?
    if application.status == .invited {
      invitation = try await transaction.one(FindLiveInvitation(application: application.id))
        .flatMap { $0.isOfUse(at: now) ? $0 : nil }
      news.test = invitation?.test
      news.deadlineAt = invitation?.attempt?.deadlineAt
    }
    let link = try links.mint(
      of: application.id, invitation: invitation.map { ($0.id, $0.expiresAt) }, at: now)
    news.link = link.sealed
    let sent = try await transaction.record(
      application, ApplicationStep(.linkSent, by: .applicant), publishing: news, at: instant)
    transaction.enqueue(link.insertion)
    return (sent, .nothing)
  }

  private func askTime(
    _ application: Application, _ act: PortalAct, in transaction: Transaction, as instant: Date
  ) async throws -> Decision {
    guard application.status == .invited else { return (application, .nothing) }
    guard let why = act.read({ $0.text("why", 1...500) }) else {
      return (application, ActResult(.badInput))
    }
    var asking = application
    let step = try asking.askTime(why)
    return (try await transaction.record(asking, step, at: instant), .nothing)
  }
}
