import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsPortalModule {
  /// What holders of links read and want.
  static let holderStatements: [any Statement.Type] =
    [
      ReadHolder.self, ReadHolderDetails.self, FileAct.self, FindHolderPhoto.self,
      ReadHolderPhoto.self, KeepHolderPhoto.self, StartSitting.self, ReadSitting.self,
      ReadEnd.self, SaveAnswer.self, HandInSitting.self,
    ] + BusinessTime.statements

  /// What the holders of links see and do, below `/portal/{token}`.
  func addHolderRoutes(to router: ServiceRouter, _ pages: PublicPageRoutes) {
    pages.get("/portal/{token}", use: holderPage)
    holderForm("/portal/{token}", on: pages, show: holderPage, act: takeAct)
    pages.get("/portal/{token}/photo", use: showPhoto)
    pages.upload("/portal/{token}/photo", show: holderPage, act: takePhoto)
    pages.get("/portal/{token}/withdraw", use: leavePage)
    holderForm("/portal/{token}/withdraw", on: pages, show: leavePage, act: takeAct)
    addTestRoutes(to: pages)
    addAnswerRoutes(to: router)
  }

  /// A form behind a link: of one that leads nowhere nothing is read.
  func holderForm(
    _ path: RouterPath, on pages: PublicPageRoutes, atMost most: Int = PortalHead.maxBytes,
    show: @escaping @Sendable (PublicVisit) async throws -> Response,
    act: @escaping @Sendable (PublicVisit, Form) async throws -> Response
  ) {
    pages.form(
      path, atMost: most, before: { _ = try link($0) }, show: show, act: act)
  }

  /// The link of the request's address.
  ///
  /// - Throws: 404, the same for whatever is wrong with it.
  func link(_ context: RequestScope) throws -> LinkToken {
    let text = context.parameters.get("token") ?? ""
    guard let link = desk.keys.links.token(text[...], at: desk.clock.now()) else {
      throw Problem.deadLink
    }
    return link
  }

  /// What the database says of a link.
  ///
  /// - Throws: 404 where it knows nothing of it, which counts as a bad link of its sender.
  func found<Row>(_ row: Row?, _ context: RequestScope) throws -> Row {
    guard let row else {
      desk.noteUnknownLink(from: SenderAddress(bytes: context.sender))
      throw Problem.deadLink
    }
    return row
  }

  /// What a link leads to.
  ///
  /// - Throws: 404 where that is nothing.
  func holder(
    _ link: LinkToken, _ context: RequestScope, at now: Date
  ) async throws -> HolderRecord {
    try found(try await database.readOne(ReadHolder(link: link, now: now)), context)
  }

  // MARK: where it stands

  @Sendable private func holderPage(_ visit: PublicVisit) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let record = try await holder(link, visit.context, at: now)
    let state = HolderState(of: record, at: now)
    let details =
      state == .unconfirmed
      ? try await database.readOne(ReadHolderDetails(link: link, now: now)) : nil
    let times = try await times(record.instants, visit.texts)
    let address = HolderAddress(link, on: visit)
    return visit.page(
      HolderView(record, state, details, times, kept, at: now, address, visit),
      titleKey: "holder_\(state.name)")
  }

  @Sendable private func leavePage(_ visit: PublicVisit) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let state = HolderState(of: try await holder(link, visit.context, at: now), at: now)
    guard let title = state.acts.leaving else {
      return visit.redirect(to: HolderAddress(link).page)
    }
    let address = HolderAddress(link, on: visit)
    return visit.page(
      LeaveView(
        address: address.leave, canWithdraw: state.acts.contains(.withdraw), back: address.page,
        mistakes: visit.summary([])), titleKey: title)
  }

  // MARK: what is wanted

  /// Files what is wanted: it is done by the managers' half, in moments.
  @Sendable private func takeAct(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let act = form.choice("act", PortalAct.Kind.self)
    let wish = try await wish(act, form, link, at: now)
    try form.finish()
    guard let act else { throw Problem.badInput([]) }
    let filed = try await database.execute(
      FileAct(link: link, act: act, form: wish, now: now)
    ).first
    let notice =
      switch try found(filed ?? nil, visit.context) {
      case .filed, .waiting: act.notice
      case .full: "full"
      case .refused: "refused"
      }
    return visit.redirect(to: HolderAddress(link).page, notice: notice)
  }

  /// What is filed with an act, of which the form may have mistakes.
  private func wish(
    _ act: PortalAct.Kind?, _ form: Form, _ link: LinkToken, at now: Date
  ) async throws -> JSONText? {
    switch act {
    case .confirm:
      let details = try await database.readOne(ReadHolderDetails(link: link, now: now))
      let corrected = ApplicantDetails(form, email: "")
      // Who may not confirm is told that, whatever the form says.
      if let details, details.photo == nil { form.mistake(in: "photo", .noPhoto) }
      return JSONText(corrected.correction(photo: details?.photo).text)
    case .moreTime:
      let why: JSONValue = ["why": .string(form.text("why", 1...500))]
      return JSONText(why.text)
    case .notMe, .withdraw, .erase, .resend, nil: return nil
    }
  }

  // MARK: the picture

  @Sendable private func showPhoto(_ visit: PublicVisit) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let photos = HolderPhotos(database: database, link: link, now: now)
    guard let photo = try await photos.shown() else {
      _ = try await holder(link, visit.context, at: now)
      throw Problem.notFound
    }
    return try await photos.response(showing: photo.sha256, to: visit.request, visit.context)
  }

  @Sendable private func takePhoto(_ visit: PublicVisit) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let page = HolderAddress(link).page
    // Before ten megabytes are read.
    guard try await holder(link, visit.context, at: now).status == .unconfirmed else {
      return visit.redirect(to: page, notice: "refused")
    }
    let upload = try await visit.request.photo(visit.context)
    try upload.form.finish()
    let photos = HolderPhotos(database: database, link: link, now: now)
    try await database.withTransaction { transaction in
      try await photos.save(upload.photo, at: now, in: transaction)
    }
    return visit.redirect(to: page, notice: "photo")
  }
}

extension PortalAct.Kind {
  /// What the page says once it is filed: the rest of the key of a text.
  fileprivate var notice: String {
    switch self {
    case .resend: "resend"
    case .moreTime: "more_time"
    case .confirm, .notMe, .withdraw, .erase: "asked"
    }
  }
}

extension ApplicantDetails {
  /// As the form of a confirmation has them; an e-mail is no part of it, since that is known to be
  /// the cat's.
  fileprivate func correction(photo: String?) -> JSONValue {
    JSONValue(
      having: ("name", .string(name)), ("phone", .string(phone)), ("age", .number("\(age)")),
      ("breed", .string(breed)), ("coat_colour", .string(coatColour)),
      ("photo", photo.map(JSONValue.string)))
  }
}
