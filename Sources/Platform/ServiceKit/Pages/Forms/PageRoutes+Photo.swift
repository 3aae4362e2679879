import Contracts
import HTTPTypes
public import Hummingbird

extension PageRoutes {
  /// A page with a form that sends a photo, and what the form does.
  ///
  /// The form is made by `Visit.photoForm`: the photo is in one of its two files, and its token comes
  /// first. What cannot be done is answered with the page once more, as by `form`.
  /// - Parameters:
  ///   - before: throws for whoever has no business here, of whom nothing is read.
  ///   - show: the page.
  ///   - act: gets the form's other fields with the photo, and answers with `redirect`.
  public func postPhoto(
    _ path: RouterPath, for roles: Role...,
    before: @escaping @Sendable (Visit) async throws -> Void = { _ in },
    show: @escaping @Sendable (Visit) async throws -> Response,
    act: @escaping @Sendable (Visit, PhotoUpload) async throws -> Response
  ) {
    self.show(path, roles, show)
    add(path, .post) { door, request, context in
      try CrossSiteCheck.check(request)
      guard let visitor = try await door.admission.visitor(context) else {
        throw PageDoor.signInNeeded
      }
      var visit = try door.visit(request, context, visitor, roles)
      visit.sent = SentForm(Form(members: []))
      do {
        try await before(visit)
        return try await Self.take(&visit, act)
      } catch let problem as Problem where visit.shows(problem) {
        visit.context.outcome.note(problem)
        return try await show(visit.refused(problem.asOfPhoto))
      }
    }
  }

  private static func take(
    _ visit: inout Visit, _ act: @Sendable (Visit, PhotoUpload) async throws -> Response
  ) async throws -> Response {
    let parts = try await visit.request.photoParts(visit.context)
    guard FormToken(session: visit.visitor.session).matches(parts.token) else {
      throw PageDoor.staleForm
    }
    visit.sent = SentForm(Form(members: parts.texts))
    let upload = try await parts.upload(in: visit.language)
    return try await afterFirstPress { [visit] in try await act(visit, upload) }
  }
}

extension Problem {
  /// To who took a picture: what no browser shows was made by a setting of the phone.
  fileprivate var asOfPhoto: Problem {
    guard status == .unsupportedMediaType else { return self }
    return Problem(status, "photo-undecodable", title: title, detail: detail)
  }
}

/// A page's form with a photo, before the photo is looked at.
private struct PhotoParts {
  /// What was sent as text.
  let texts: [JSONValue.Member]
  /// As a form of REST: one photo, without what is the page's own.
  let multipart: Multipart

  var token: String? { texts.first { $0.name == ExactText(FormToken.field) }?.value.string }

  init(_ sent: Multipart) throws {
    let files = [PhotoFormView.now, PhotoFormView.before].map { ExactText($0) }
    texts = try sent.texts { !files.contains($0) }
    let offered = sent.parts.filter { files.contains($0.name) }
    // A browser sends a file that was not chosen as one without name and bytes.
    let chosen = offered.filter { $0.hasFileName || !$0.body.isEmpty }
    guard chosen.count < 2 else {
      throw Problem.badInput([
        Mistake("/\(PhotoFormView.before)", .eitherOr("is one photo too many: choose one of them"))
      ])
    }
    var parts = sent.parts.filter {
      !files.contains($0.name) && !SentForm.own.contains($0.name)
    }
    if var photo = chosen.first ?? offered.first {
      photo.name = ExactText(PhotoFormView.now)
      parts.append(photo)
    }
    multipart = Multipart(parts: parts)
  }

  func upload(in language: Language) async throws -> PhotoUpload {
    let read = try await withTaskExecutorPreference(PhotoExecutor.shared) {
      try ReadUpload(multipart, PhotoFormView.now)
    }
    let form = Form(members: read.texts, digest: read.digest, isText: true, language: language)
    return PhotoUpload(photo: read.photo, form: form, digest: read.digest)
  }
}

extension Request {
  fileprivate func photoParts(_ context: RequestScope) async throws -> PhotoParts {
    guard mediaType == "multipart/form-data" else {
      throw Problem.unsupportedMediaType("A form with a photo is sent as multipart/form-data.")
    }
    let body = try await upload(limit: Photo.maxBytes + Multipart.maxOverhead, context)
    return try PhotoParts(.parse(body, contentType: headers[.contentType] ?? ""))
  }
}
