import Contracts
import FoundationEssentials

/// A mail in the box.
struct PostedMail: Hashable, Sendable {
  /// Counted from 1, in the order in which they came.
  let number: Int
  let at: Date
  let submission: Submission

  func isFor(_ recipient: ExactText) -> Bool { submission.recipients.contains(recipient) }
}

/// The mails that came last, as bytes. It decides which are kept, and does nothing.
struct PostBox: Sendable {
  /// The oldest first.
  private(set) var mails: [PostedMail] = []
  /// Of the mail that came last; 0: none has come.
  private(set) var newest = 0
  private var bytes = 0
  private let mostMails: Int
  private let mostBytes: Int

  init(mostMails: Int = 10_000, mostBytes: Int = 64 << 20) {
    self.mostMails = mostMails
    self.mostBytes = mostBytes
  }

  /// The oldest leave if there is no room for all.
  mutating func keep(_ submission: Submission, at time: Date) {
    newest += 1
    mails.append(PostedMail(number: newest, at: time, submission: submission))
    bytes += submission.bytes.count
    while mails.count > mostMails || bytes > mostBytes {
      bytes -= mails.removeFirst().submission.bytes.count
    }
  }

  /// nil: it is not here, or no longer.
  func mail(_ number: Int) -> PostedMail? {
    guard let first = mails.first, first.number...newest ~= number else { return nil }
    return mails[number - first.number]
  }

  /// Those that came after one, the oldest first.
  func mails(after number: Int) -> ArraySlice<PostedMail> {
    guard let first = mails.first else { return [] }
    return mails.dropFirst(max(0, number - first.number + 1))
  }

  /// Those that came before one, the newest first.
  func mails(before number: Int) -> some Sequence<PostedMail> {
    mails.reversed().lazy.drop { $0.number >= number }
  }
}
