"""The closed code lists of the records: the values that the gold format allows.

Each is a ``Literal`` type, so that the type checker holds our own code to it, and
``typing.get_args`` gives the values at run time.
"""

from typing import Literal

EntityType = Literal["state", "person", "organisation", "grouping", "group", "instrument", "unnamed_source", "author"]
IssueKind = Literal["proposal", "goal", "agenda", "fact_claim", "status_claim", "third_party"]
Instrument = Literal[
    "treaty",
    "joint_statement",
    "government_statement",
    "ministry_statement",
    "parliamentary_address",
    "parliamentary_answer",
    "leader_address",
    "prepared_speech",
    "press_conference",
    "spokesperson_remark",
    "named_official_statement",
    "answer_to_query",
    "interview",
    "letter_or_message",
    "state_media_commentary",
    "social_media",
    "briefing_unnamed",
    "leak",
    "standing_position",
    "expert_commentary",
    "news_report",
    "meeting_record",
    "private_meeting",
]
SpeakerLevel = Literal[
    "head_of_state",
    "head_of_government",
    "cabinet_minister",
    "senior_named_official",
    "ambassador",
    "spokesperson",
    "working_level",
    "state_media",
    "legislature",
    "party",
    "unnamed_official",
    "state_unspecified",
    "non_official",
]
Mandate = Literal["official", "delegated", "institutional_unspecified", "personal_disclaimed", "unattributed", "own"]
Carriage = Literal["domestic_and_external", "domestic_only", "external_only", "private", "not_stated"]
Proximity = Literal["none", "leader_kin", "inner_circle"]
AuthorityLevel = Literal["A", "B", "C", "D", "E", "F"]
QuoteType = Literal["direct", "partial_direct", "indirect", "nominal", "imputed"]
ReporterStance = Literal["neutral", "distancing", "factive_admission"]
SpeechAct = Literal[
    "assert",
    "claim",
    "deny",
    "admit",
    "evaluate_positive",
    "evaluate_negative",
    "commit",
    "propose",
    "offer",
    "express_openness",
    "demand",
    "exclude",
    "reject",
    "accept",
    "threaten",
    "warn",
    "reaffirm",
    "disclaim_authority",
    "respond",
    "imputed_attitude",
    "imputed_belief",
    "imputed_inference",
    "decline_comment",
    "question",
]
Stance = Literal["for", "for_if", "open_to", "undeclared", "partly", "against_unless", "against", "asserts", "denies"]
Strength = Literal["categorical", "plain", "hedged"]
Basis = Literal["stated", "reported", "attributed_by_adversary", "imputed", "author_inference"]
ConditionType = Literal[
    "precondition", "exclusion", "linkage", "delinkage", "quid_pro_quo", "terms", "deadline", "red_line"
]
ConditionStatus = Literal["open", "contested", "met", "refused", "waived"]
ConditionalForm = Literal[
    "if", "unless", "nominal", "even_if", "only_if", "provided_that", "as_long_as", "should_inversion"
]
ConsequentType = Literal["evaluation", "inference_drawn", "third_party_effect", "offer", "threat"]
Certainty = Literal["asserted", "probable", "possible", "open_question"]
InferenceKind = Literal[
    "intent",
    "purpose",
    "function",
    "effect",
    "forecast",
    "evaluation",
    "characterisation",
    "context",
    "framing",
    "conditional",
    "causal_claim",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
DocumentKind = Literal[
    "wire",
    "commentary",
    "first-person statement",
    "joint statement",
    "briefing transcript",
    "meeting record",
    "round-up",
    "unknown",
]
