# ruff: noqa: E501 - a sentence stays on one line, so that it can be read and translated as one
"""What a patron reads for each reason, per language: said by a kind librarian, short, with facts.

First what is, then what to do. Keys are the codes of `reasons.Reason`; `reasons.sentence` chooses
the first wording whose conditions and facts are all there.
"""

from collections.abc import Mapping

Wordings = Mapping[str, tuple[tuple[str, str], ...]]
"""Per reason: conditions ("name" or "name=value", all must hold) and wording, best first."""

JA: Wordings = {
    "not_signed_in": (("", "ログインしてください。"),),
    "wrong_secret": (("", "カードの番号かパスワードが違います。もう一度お試しください。"),),
    "locked": (
        (
            "network",
            "このカードは、図書館のシステムにつながるまで使えません。窓口でお尋ねください。",
        ),
        ("", "{until:clock}までこのカードは使えません。お急ぎのときは窓口でお尋ねください。"),
        ("", "続けて違っていたため、しばらくこのカードは使えません。窓口でお尋ねください。"),
    ),
    "must_change": (("", "はじめに、仮のパスワードを新しいパスワードに変更してください。"),),
    "secret_form": (
        (
            "weak=personal",
            "生年月日・電話・カードの番号は、知られやすいため使えません。ほかのパスワードにしてください。",
        ),
        (
            "weak",
            "続き番号や同じ文字の並びは、知られやすいため使えません。ほかのパスワードにしてください。",
        ),
        ("made_of=digits", "パスワードは、数字{exactly}桁で決めてください。"),
        ("made_of=digits", "パスワードは、数字{shortest}桁から{longest}桁で決めてください。"),
        ("", "パスワードは、英数字{shortest}文字以上、{longest}文字以内で決めてください。"),
        ("", "パスワードの形が合いません。決められた文字と長さにしてください。"),
    ),
    "limit_reached": (
        (
            "",
            "{label}の貸出は {limit}{unit}までです。いま {lent}{unit} 借りています。返却すると借りられます。",
        ),
        (
            "",
            "{label}の予約は {limit}{unit}までです。いま {used}{unit} 予約中で、かごに {in_cart}{unit} あります。どれかを減らしてください。",
        ),
        ("", "{label}の予約は {limit}{unit}までです。いま {used}{unit} 予約中です。"),
        ("", "予約できる数に達しています。"),
    ),
    "not_for_loan": (
        (
            "",
            "この資料は{shelf}で、館内でのみご覧いただけます(禁帯出)。置いている館でご覧ください。",
        ),
        ("", "この資料は、館内でのみご覧いただけます(禁帯出)。置いている館でご覧ください。"),
    ),
    "in_house_only": (
        ("", "この{kind:kind}は、館内でのみご視聴いただけます。窓口でお申し出ください。"),
        ("", "この資料は、館内でのみご利用いただけます。窓口でお申し出ください。"),
    ),
    "latest_issue": (("", "雑誌の最新号は、館内でご覧ください。次の号が出ると予約できます。"),),
    "own_loan": (
        ("", "いま借りている資料です。返却期限は {due:day}です。"),
        ("", "いま借りている資料です。"),
    ),
    "own_hold": (
        ("", "すでに予約中です({rank}番目)。"),
        ("", "すでに予約中です。"),
    ),
    "not_owned": (
        ("", "図書館で持っていない資料のため、ここでは予約できません。窓口でご相談ください。"),
    ),
    "overdue": (
        ("", "返却期限を過ぎた資料が {count}点 あります。返却すると予約できます。"),
        ("", "返却期限を過ぎた資料があります。先に返却をお願いします。"),
    ),
    "card_expired": (
        ("", "利用カードの有効期限が {expired:day}で切れています。窓口で更新すると予約できます。"),
        ("", "利用カードの有効期限が切れています。窓口で更新すると予約できます。"),
    ),
    "too_young": (
        ("", "ここでの予約は、{begins:day}から使えます。それまでは窓口でご予約ください。"),
        ("", "ここでの予約は、中学生になると使えます。それまでは窓口でご予約ください。"),
    ),
    "outside_area": (("", "広域利用のカードでは、ここで予約できません。窓口でご相談ください。"),),
    "closed_hours": (
        ("service=search", "いまは検索をお休みしています。{opens:clock}からご利用いただけます。"),
        ("", "いまは予約を受け付けていません。{opens:clock}からご利用いただけます。"),
        ("", "いまは予約を受け付けていない時間です。しばらくしてからお試しください。"),
    ),
    "pickup_not_allowed": (
        ("", "{kind:kind}は、{place}では受け取れません。ほかの受取館を選んでください。"),
        ("series", "順番に受け取る資料は、同じ受取館にしてください。"),
        ("", "ここでは受け取れません。ほかの受取館を選んでください。"),
    ),
    "contact_not_registered": (
        (
            "waiting=waiting_confirmation",
            "メールアドレスの登録がまだ完了していません。登録完了メールが届くと選べます。",
        ),
        (
            "waiting=waiting_staff",
            "メールアドレスは、図書館での手続きが終わると選べます。登録した旨を図書館へお電話ください。",
        ),
        ("contact=mail", "メールアドレスが登録されていません。登録すると選べます。"),
        ("contact=phone", "電話番号が登録されていません。窓口で登録すると選べます。"),
        ("", "この連絡方法は登録されていません。ほかの連絡方法を選んでください。"),
    ),
    "contact_unknown": (
        (
            "",
            "{contact:contact}は、この図書館の連絡方法にありません。ほかの連絡方法を選んでください。",
        ),
        ("address", "メールアドレスの形が合いません。もう一度お確かめください。"),
        ("", "この連絡方法は選べません。ほかの連絡方法を選んでください。"),
    ),
    "state_forbids": (
        ("action=cancel", "「{label}」のため、ここでは取り消せません。{ask}"),
        ("action=change", "「{label}」のため、ここでは変更できません。{ask}"),
        ("action=order", "「{label}」のため、ここでは順番を変えられません。{ask}"),
        ("", "いまの状態では、ここで変えられません。窓口でお尋ねください。"),
    ),
    "series_not_offered": (
        ("when=afterwards", "順番は、予約のあとで「予約の一覧」から決めてください。{advice}"),
        ("when=afterwards", "順番は、予約のあとで「予約の一覧」から決めてください。"),
        (
            "when=at_cart",
            "順番は、予約するときに決めてください。あとからは変えられません。{advice}",
        ),
        ("when=at_cart", "順番は、予約するときに決めてください。あとからは変えられません。"),
        ("", "順番を決めた予約はありません。{advice}"),
        (
            "",
            "順番を決めた予約はありません。はじめの1冊を予約し、用意ができたら次を予約してください。",
        ),
    ),
    "renewed_already": (
        ("", "延長は {times}回までです。すでに延長済みです。"),
        ("", "すでに延長済みです。"),
    ),
    "renewal_on_hold": (
        (
            "",
            "予約があります({queue}人が待っています)。延長できませんので、期限までに返却をお願いします。",
        ),
        ("", "次に待つ方がいるため、延長できません。期限までに返却をお願いします。"),
    ),
    "renewal_too_early": (
        ("", "延長は {opens:day}からできます。"),
        ("", "まだ延長できません。期限が近くなってからお試しください。"),
    ),
    "renewal_overdue": (
        ("", "返却期限({due:day})を過ぎているため、延長できません。返却をお願いします。"),
        ("", "返却期限を過ぎているため、延長できません。返却をお願いします。"),
    ),
    "renewal_kind": (
        ("", "{kind:kind}は延長できません。期限までに返却をお願いします。"),
        ("", "この種類の資料は延長できません。期限までに返却をお願いします。"),
    ),
    "renewal_interloan": (
        ("", "ほかの図書館から借りた資料のため、延長できません。期限までに返却をお願いします。"),
    ),
    "would_shorten": (
        (
            "",
            "いま延長すると、返却期限が {old_due:day}から {new_due:day}に早まります。{gains_from:day}からの延長がお得です。",
        ),
        ("", "いま延長すると、返却期限が {old_due:day}から {new_due:day}に早まります。"),
        ("", "いま延長すると、返却期限が早まります。"),
    ),
    "not_offered": (
        ("what=renew", "ここでは延長を受け付けていません。窓口でお尋ねください。"),
        ("", "この図書館では、このサービスを行っていません。"),
    ),
    "unknown_title": (
        ("cart=empty", "予約かごに資料がありません。資料を選んでから予約してください。"),
        ("loan", "この貸出は見つかりません。借りている資料の一覧をご確認ください。"),
        ("alert=empty", "新着をお知らせすることばを入れてください。"),
        ("alert", "このお知らせは見つかりません。一覧をご確認ください。"),
        ("", "この資料は見つかりません。もう一度お探しください。"),
    ),
    "unknown_hold": (("", "この予約は見つかりません。予約の一覧をご確認ください。"),),
    "no_answer_offline": (
        (
            "",
            "いま図書館のシステムにつながらないため、お答えできません。少し待ってからお試しください。",
        ),
    ),
}

EN: Wordings = {
    "not_signed_in": (("", "Please sign in."),),
    "wrong_secret": (("", "The card number or the password is not right. Please try again."),),
    "locked": (
        (
            "network",
            "This card cannot be used until the network is back. Please ask at the counter.",
        ),
        ("", "This card cannot be used until {until:clock}. Please ask at the counter."),
        ("", "After several wrong tries this card rests for a while. Please ask at the counter."),
    ),
    "must_change": (("", "First, please change your temporary password to one of your own."),),
    "secret_form": (
        (
            "weak=personal",
            "Birth dates, telephone and card numbers are easily guessed. Please choose another password.",
        ),
        (
            "weak",
            "Runs and repeated characters are easily guessed. Please choose another password.",
        ),
        ("made_of=digits", "A password has exactly {exactly} digits."),
        ("made_of=digits", "A password has {shortest} to {longest} digits."),
        ("", "A password has {shortest} to {longest} letters and digits."),
        (
            "",
            "This is not the form of a password here. Please use the allowed characters and length.",
        ),
    ),
    "limit_reached": (
        ("", "{label_en}: you may borrow {limit} and have {lent}. Return one to borrow another."),
        (
            "",
            "{label_en}: {limit} holds are possible. You have {used}, and {in_cart} in the cart. Please take one out.",
        ),
        ("", "{label_en}: {limit} holds are possible. You have {used}."),
        ("", "You have as many holds as are possible."),
    ),
    "not_for_loan": (
        ("", "{shelf_en}: for use in the library only. Please read it at the branch that has it."),
        ("", "For use in the library only. Please read it at the branch that has it."),
    ),
    "in_house_only": (("", "For use in the library only. Please ask at the counter."),),
    "latest_issue": (
        ("", "Please read the latest issue here. It can be put on hold when the next one is out."),
    ),
    "own_loan": (
        ("", "You have this on loan. It is due on {due:day}."),
        ("", "You have this on loan."),
    ),
    "own_hold": (
        ("", "You already have a hold on this (number {rank} in the queue)."),
        ("", "You already have a hold on this."),
    ),
    "not_owned": (
        (
            "",
            "The library does not own this, so it cannot be put on hold here. Please ask at the counter.",
        ),
    ),
    "overdue": (
        ("", "Overdue items: {count}. After returning them you can place holds again."),
        ("", "You have overdue items. Please return them first."),
    ),
    "card_expired": (
        (
            "",
            "Your card expired on {expired:day}. Please renew it at the counter, then you can place holds.",
        ),
        ("", "Your card has expired. Please renew it at the counter, then you can place holds."),
    ),
    "too_young": (
        ("", "You can place holds here from {begins:day}. Until then, please ask at the counter."),
        ("", "Holds here are for junior-high age and up. Please ask at the counter."),
    ),
    "outside_area": (("", "Wide-area cards cannot place holds here. Please ask at the counter."),),
    "closed_hours": (
        ("service=search", "The search rests now. It opens again at {opens:clock}."),
        ("", "Holds are not taken now. They open again at {opens:clock}."),
        ("", "Holds are not taken at this hour. Please try again later."),
    ),
    "pickup_not_allowed": (
        ("", "This ({kind:kind}) cannot be fetched at {place_en}. Please choose another place."),
        ("series", "Titles of one series must have the same pickup place."),
        ("", "It cannot be fetched there. Please choose another place."),
    ),
    "contact_not_registered": (
        (
            "waiting=waiting_confirmation",
            "Your e-mail address is not complete yet. You can choose it after the confirmation mail.",
        ),
        (
            "waiting=waiting_staff",
            "Your e-mail address waits for the library. Please tell the library by telephone.",
        ),
        ("contact=mail", "No e-mail address is registered. Register one to choose this."),
        ("contact=phone", "No telephone number is registered. Please register one at the counter."),
        ("", "This contact is not registered. Please choose another."),
    ),
    "contact_unknown": (
        (
            "",
            "This library does not offer this contact ({contact:contact}). Please choose another.",
        ),
        ("address", "This is not an e-mail address that can be used. Please check it."),
        ("", "This contact cannot be chosen. Please choose another."),
    ),
    "state_forbids": (
        ("action=cancel", "“{label_en}”: this cannot be cancelled here. {ask_en}"),
        ("action=change", "“{label_en}”: this cannot be changed here. {ask_en}"),
        ("action=order", "“{label_en}”: the order cannot be changed here. {ask_en}"),
        ("", "This cannot be changed here now. Please ask at the counter."),
    ),
    "series_not_offered": (
        (
            "when=afterwards",
            "Please set the order afterwards, in the list of your holds. {advice_en}",
        ),
        ("when=afterwards", "Please set the order afterwards, in the list of your holds."),
        ("when=at_cart", "The order is set when the holds are placed, not afterwards. {advice_en}"),
        ("when=at_cart", "The order is set when the holds are placed, not afterwards."),
        ("", "Holds in reading order are not offered. {advice_en}"),
        (
            "",
            "Holds in reading order are not offered. Please place the first, and the next when it is ready.",
        ),
    ),
    "renewed_already": (
        ("times=1", "A loan can be renewed once, and this one has been."),
        ("", "A loan can be renewed {times} times, and this one has been."),
        ("", "This loan has already been renewed."),
    ),
    "renewal_on_hold": (
        ("", "Others wait for this ({queue}), so it cannot be renewed. Please return it in time."),
        ("", "Somebody waits for this, so it cannot be renewed. Please return it in time."),
    ),
    "renewal_too_early": (
        ("", "You can renew this from {opens:day}."),
        ("", "It is too early to renew this. Please try closer to the due date."),
    ),
    "renewal_overdue": (
        ("", "This was due on {due:day} and cannot be renewed. Please return it."),
        ("", "This is overdue and cannot be renewed. Please return it."),
    ),
    "renewal_kind": (
        ("", "This ({kind:kind}) cannot be renewed. Please return it in time."),
        ("", "Material of this kind cannot be renewed. Please return it in time."),
    ),
    "renewal_interloan": (
        (
            "",
            "This was borrowed from another library and cannot be renewed. Please return it in time.",
        ),
    ),
    "would_shorten": (
        (
            "",
            "Renewing now would move the due date from {old_due:day} to {new_due:day}, which is earlier. You gain from {gains_from:day} on.",
        ),
        (
            "",
            "Renewing now would move the due date from {old_due:day} to {new_due:day}, which is earlier.",
        ),
        ("", "Renewing now would make the due date earlier."),
    ),
    "not_offered": (
        ("what=renew", "Loans cannot be renewed here. Please ask at the counter."),
        ("", "This library does not offer this."),
    ),
    "unknown_title": (
        ("cart=empty", "The hold cart is empty. Please choose titles first."),
        ("loan", "This loan cannot be found. Please look at the list of your loans."),
        ("alert=empty", "Please enter words to be told of."),
        ("alert", "This alert cannot be found. Please look at the list of your alerts."),
        ("", "This title cannot be found. Please search again."),
    ),
    "unknown_hold": (("", "This hold cannot be found. Please look at the list of your holds."),),
    "no_answer_offline": (
        ("", "The library's system cannot be reached now. Please try again in a little while."),
    ),
}
