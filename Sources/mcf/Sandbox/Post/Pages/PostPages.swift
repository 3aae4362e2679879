import Contracts
import FoundationEssentials
import ServiceKit

extension PostOffice {
  /// What its pages are made of.
  static func pages() throws(PageDefect) -> Pages {
    try Pages(
      service: "post",
      templates: [
        InboxView.template: PackageResources.post_mustache,
        MailView.template: PackageResources.post_mail_mustache,
      ],
      showing: [InboxView.self, MailView.self],
      texts: [.english: PackageResources.post_en_txt, .russian: PackageResources.post_ru_txt])
  }
}

extension Address {
  static let post = Address(PostOffice.path)

  static func mail(_ number: Int) -> Address { post.below("mails", "\(number)") }

  /// The mails to somebody.
  static func inbox(of recipient: ExactText) -> String {
    post.path + queryString([("q", recipient.text)])
  }
}

extension PostedMail {
  /// What the page calls it.
  func title(_ read: ReadMail, _ texts: LocalTexts) -> String {
    read.subject.isEmpty ? texts.text("post_no_subject") : read.subject
  }

  /// When it came, such as `1 March, 09:05 UTC`.
  func time(_ texts: LocalTexts) -> String {
    let parts = Timestamp.format(at).split { "-T:".contains($0) }
    let day = texts.text(
      "short_date",
      ["day": "\(Int(parts[2]) ?? 0)", "month": texts.text("month_\(Int(parts[1]) ?? 0)")])
    return texts.text("post_time", ["day": day, "time": "\(parts[3]):\(parts[4])"])
  }
}
