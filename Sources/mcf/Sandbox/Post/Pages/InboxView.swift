import Contracts
import FoundationEssentials
import ServiceKit

/// What the page of the inbox shows.
struct InboxView: PageData {
  static let template = "post"
  static let files = Visit.live
  static var example: InboxView { InboxView(rows: [.example], list: .example) }

  let rows: [Row]
  let list: ListView

  struct Row {
    let number: Int
    /// As text: the newest mail comes first.
    let order: String
    let path: String
    let subject: String
    let from: String
    let recipients: [Recipient]
    let instant: String
    let time: String
    /// What a screen reader is told when it comes.
    let summary: String

    static let example = Row(
      number: 1, order: "9", path: "/post/mails/1", subject: "Leo comes at 14:00", from: "MCF",
      recipients: [Recipient(address: "kitty@example.com", path: "/post?q=kitty")],
      instant: "2027-03-01T11:00:00Z", time: "1 March, 11:00 UTC", summary: "New mail")
  }

  struct Recipient {
    let address: String
    /// Of the mails to that address.
    let path: String
  }
}

extension InboxView {
  /// - Parameter isLive: whether it begins with the newest mail.
  init(
    _ page: Page<PostedMail>, _ box: PostBox, _ address: ListAddress, _ texts: LocalTexts,
    isLive: Bool
  ) {
    let rows = page.items.map { Row($0, texts) }
    self.rows = rows
    let now = Timestamp.format(Date()).split(separator: "T")[1].prefix(5)
    let stream = address.at(.post.below("stream")).with("since", "\(box.newest)")
    list = ListView(
      address, next: page.nextCursor,
      lead: texts.text("post_lead", ["count": "\(box.mails.count)"]),
      search: ListSearch(texts.text("post_search")),
      live: LiveMark(
        asOf: "\(now) UTC", texts, stream: isLive ? stream.path : nil,
        until: page.nextCursor == nil ? nil : rows.last?.order),
      empty: EmptyState(texts.text("post_none"), hint: texts.text("post_none_hint")))
  }
}

extension InboxView.Row {
  fileprivate init(_ mail: PostedMail, _ texts: LocalTexts) {
    let read = mail.read
    number = mail.number
    order = "\(1_000_000_000_000 - mail.number)"
    path = Address.mail(mail.number).path
    subject = mail.title(read, texts)
    from = read.from
    recipients = mail.submission.recipients.map {
      InboxView.Recipient(address: $0.text, path: Address.inbox(of: $0))
    }
    instant = Timestamp.format(mail.at)
    time = mail.time(texts)
    summary = texts.text("post_came", ["subject": subject])
  }
}
