import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

extension PostOffice {
  /// The inbox, live; each mail with what is in it; and all of them for programs.
  func addRoutes(to router: Router<RequestScope>) {
    router.get("\(Self.path)") { request, _ in try self.inbox(request) }
    router.get("\(Self.path)/stream") { request, context in try self.follow(request, context) }
    router.get("\(Self.path)/mails") { request, _ in try self.list(request) }
    router.get("\(Self.path)/mails/{number}") { request, context in
      self.page(try self.mail(context), request)
    }
    router.get("\(Self.path)/mails/{number}/html") { _, context in
      guard let html = try self.mail(context).read.html else { throw Problem.notFound }
      return HarmlessAnswer.html(html)
    }
    router.get("\(Self.path)/mails/{number}/source") { _, context in
      HarmlessAnswer.source(try self.mail(context).submission.bytes)
    }
    router.get("\(Self.path)/mails/{number}/files/{place}") { _, context in
      let files = try self.mail(context).read.files
      let place = context.parameters.get("place", as: Int.self) ?? -1
      guard files.indices.contains(place) else { throw Problem.notFound }
      return HarmlessAnswer.file(files[place])
    }
  }

  /// - Throws: a 404 problem for one that is not here.
  private func mail(_ context: RequestScope) throws -> PostedMail {
    guard let mail = context.parameters.get("number", as: Int.self).flatMap(box.mail) else {
      throw Problem.notFound
    }
    return mail
  }

  /// `GET /post/mails`: for programs, the oldest first; `to` is an address, `cursor` the number of
  /// a mail that is known.
  private func list(_ request: Request) throws -> Response {
    let query = request.query()
    let to = query.exactText("to", 1...320)
    let after = query.int("cursor", 0...Int.max) ?? 0
    let limit = query.limit()
    try query.finish()
    let mails = box.mails(after: after).lazy.filter { mail in to.map(mail.isFor) ?? true }
    let page = Page(
      fetched: Array(mails.prefix(limit + 1)), limit: limit, cursor: { "\($0.number)" },
      item: { $0 })
    return json(page)
  }
}

extension PostedMail {
  var read: ReadMail { ReadMail(submission.bytes) }
}

extension PostedMail: JSONWritable {
  func write(to writer: inout JSONWriter) {
    let read = read
    writer.beginObject()
    writer.field("number", number)
    writer.field("at", Timestamp.format(at))
    writer.field("sender", submission.sender)
    writer.field("to", submission.recipients)
    writer.field("from", read.from)
    writer.field("subject", read.subject)
    writer.field("message_id", read.messageID)
    writer.field("text", read.text)
    writer.field("html", read.html)
    writer.field("files", read.files.map(\.name))
    writer.field("raw", String(decoding: submission.bytes, as: UTF8.self))
    writer.endObject()
  }
}
