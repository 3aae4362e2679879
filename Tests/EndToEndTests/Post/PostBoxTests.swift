import Contracts
import FoundationEssentials
import Testing

@testable import mcf

@Suite("A post box")
struct PostBoxTests {
  private static func mail(_ text: String, to recipient: ExactText = "a@b") -> Submission {
    Submission(sender: "", recipients: [recipient], bytes: Array(text.utf8))
  }

  @Test("numbers what it keeps, and finds it from both ends")
  func finds() {
    var box = PostBox()
    #expect(box.mail(1) == nil && Array(box.mails(before: .max)) == [])
    for text in ["one", "two", "three"] { box.keep(Self.mail(text), at: .distantPast) }
    #expect(box.newest == 3 && box.mail(2)?.submission == Self.mail("two"))
    #expect(box.mail(0) == nil && box.mail(4) == nil && box.mail(.max) == nil)
    #expect(box.mails(after: 0).map(\.number) == [1, 2, 3])
    #expect(box.mails(after: 2).map(\.number) == [3] && box.mails(after: 9) == [])
    #expect(box.mails(before: .max).map(\.number) == [3, 2, 1])
    #expect(box.mails(before: 3).map(\.number) == [2, 1])
  }

  @Test("keeps the newest, so many and so many bytes, under the numbers that they have")
  func bounds() {
    var box = PostBox(mostMails: 3, mostBytes: 10)
    for _ in 0..<5 { box.keep(Self.mail("x"), at: .distantPast) }
    #expect(box.mails.map(\.number) == [3, 4, 5] && box.mail(2) == nil)
    #expect(box.mail(3)?.number == 3 && box.mails(after: 1).map(\.number) == [3, 4, 5])
    box.keep(Self.mail("123456789"), at: .distantPast)
    #expect(box.mails.map(\.number) == [5, 6])
    box.keep(Self.mail("12345678901"), at: .distantPast)
    #expect(box.mails == [] && box.newest == 7)
    box.keep(Self.mail("x"), at: .distantPast)
    #expect(box.mails.map(\.number) == [8] && box.mail(8)?.number == 8)
  }

  @Test("a mail is for those in its envelope, byte by byte")
  func recipients() {
    var box = PostBox()
    box.keep(Self.mail("x", to: "\u{e9}@b"), at: .distantPast)
    #expect(box.mail(1)?.isFor("\u{e9}@b") == true)
    #expect(box.mail(1)?.isFor("e\u{301}@b") == false)
  }
}
