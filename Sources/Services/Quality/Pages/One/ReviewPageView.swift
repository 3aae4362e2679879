import ServiceKit

/// One review: what happened to its order, and what was found out.
struct ReviewPageView: PageData {
  static let template = "reviews-one"

  let marks: [StatusMark]
  let lead: String
  /// What has to be known before anything is done.
  let warnings: [String]
  let remarks: [String]
  /// What was typed and could not be saved, since the review is somebody else's by now.
  let kept: Kept?
  let take: Take?
  /// Of the order.
  let facts: [ReviewFact]
  /// The order's own pages.
  let ways: [Other]
  let steps: [Step]
  /// Of the same order.
  let others: [Other]
  let hasOthers: Bool
  /// For whoever has it in hand.
  let phones: [Phone]
  /// For whoever has it in hand; nil: it is only read.
  let sheet: ReviewSheet?
  /// nil: they are in the form.
  let answers: Answers?
  /// That nobody has filled in anything, where there is nothing to read either.
  let untouched: String?
  let hypotheses: [Other]
  let hasHypotheses: Bool
  let newHypothesis: String
  let acts: [Act]
  let hasActs: Bool
  let history: [Happening]

  struct Kept {
    let typed: [ReviewFact]
  }

  struct Answers {
    let facts: [ReviewFact]
  }

  struct Take {
    let path: String
    let text: String
    /// Of the review as it is shown.
    let version: String
  }

  struct Act {
    let path: String
    let text: String
  }

  /// One thing that happened to the order.
  struct Step {
    let time: String
    let who: String?
    let what: String
    let notes: [String]
    let photo: Photo?
  }

  struct Photo {
    let path: String
    let text: String
  }

  struct Other {
    let path: String
    let text: String
  }

  struct Phone {
    let whose: String
    /// As it is dialled.
    let number: String
    /// As it is read.
    let phone: String
  }

  /// One thing that was done to the review.
  struct Happening {
    let what: String
    let time: String
    let who: String?
    let note: String?
  }

  static var example: ReviewPageView {
    ReviewPageView(
      marks: [.exampleOfReview], lead: "due 4 March 2027, 12:00", warnings: ["Your own act."],
      remarks: ["Closed."], kept: Kept(typed: [.example]),
      take: Take(path: "/reviews/1/take", text: "Take it", version: "1"), facts: [.example],
      ways: [Other(path: "/admin/orders/1", text: "To the order")],
      steps: [
        Step(
          time: "1 March 2027, 12:00", who: "Tom", what: "Worker checked in",
          notes: ["for 12:00"],
          photo: Photo(path: "/orders/1/photos/check-in", text: "Photo at check-in"))
      ], others: [Other(path: "/reviews/2", text: "by itself: closed")], hasOthers: true,
      phones: [Phone(whose: "The client", number: "+79001112233", phone: "+7 900 111-22-33")],
      sheet: .example, answers: Answers(facts: [.example]),
      untouched: "Nobody has looked at it.",
      hypotheses: [Other(path: "/hypotheses/1", text: "1. It rains")], hasHypotheses: true,
      newHypothesis: "/hypotheses/new?review=1",
      acts: [Act(path: "/reviews/1/put-back", text: "Put back")], hasActs: true,
      history: [
        Happening(what: "taken", time: "1 March 2027, 12:00", who: "Tom", note: "Once more.")
      ])
  }
}

/// One thing that is told of a review or its order.
struct ReviewFact {
  let label: String
  let value: String

  static let example = ReviewFact(label: "Worker", value: "Leo")
}

extension StatusMark {
  /// For examples of pages.
  static let exampleOfReview = StatusMark(.failed, "failed")
}
