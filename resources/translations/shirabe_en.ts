<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja_JP">
 <context>
  <name>AccountHolds</name>
  <message>
   <source>いま、予約している資料はありません。</source>
   <translation>You have no holds now.</translation>
  </message>
  <message>
   <source>カードは、次の受付のときに確認します。
それまで、前からの予約はここに出ません。</source>
   <translation>Your card will be checked at the next intake.
Until then earlier holds are not shown here.</translation>
  </message>
  <message>
   <source>予約した資料</source>
   <translation>Your holds</translation>
  </message>
 </context>
 <context>
  <name>AccountLoans</name>
  <message>
   <source>%1点</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>いま、借りている資料はありません。</source>
   <translation>You have no loans now.</translation>
  </message>
  <message>
   <source>借りている資料</source>
   <translation>Your loans</translation>
  </message>
  <message>
   <source>受付のあとに出ます。</source>
   <translation>Shown after the intake.</translation>
  </message>
 </context>
 <context>
  <name>AccountResults</name>
  <message>
   <source>お願いの結果</source>
   <translation>Your requests</translation>
  </message>
  <message>
   <source>まだありません。受付処理のあとに、ここに出ます。</source>
   <translation>None yet. They appear here after the intake.</translation>
  </message>
 </context>
 <context>
  <name>Alert</name>
  <message>
   <source>%1にする</source>
   <translation>Take %1</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>ことばをなおす</source>
   <translation>Change the words</translation>
  </message>
  <message>
   <source>ことばを打ってください</source>
   <translation>Please type a word</translation>
  </message>
  <message>
   <source>ことばを足す</source>
   <translation>Add words</translation>
  </message>
  <message>
   <source>ひらがなで打つと、下に漢字の候補が出ます。</source>
   <translation>Names that fit what you type appear below.</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>登録する</source>
   <translation>Save</translation>
  </message>
  <message>
   <source>空白</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>著者・書名・ことば</source>
   <translation>Author, title or word</translation>
  </message>
 </context>
 <context>
  <name>AskedField</name>
  <message>
   <source>ことばで探す</source>
   <translation>Search by words</translation>
  </message>
  <message>
   <source>なおす</source>
   <translation>Edit</translation>
  </message>
 </context>
 <context>
  <name>Attract</name>
  <message>
   <source>よく読まれる本・特集</source>
   <translation>Often read, themes</translation>
  </message>
  <message>
   <source>マイページ</source>
   <translation>My page</translation>
  </message>
  <message>
   <source>予約・貸出・延長</source>
   <translation>Holds, loans, renewals</translation>
  </message>
  <message>
   <source>本のリスト</source>
   <translation>Book lists</translation>
  </message>
 </context>
 <context>
  <name>AttractLow</name>
  <message>
   <source>お休みと時間</source>
   <translation>Closed days and hours</translation>
  </message>
  <message>
   <source>ぜんぶ見る</source>
   <translation>See all</translation>
  </message>
  <message>
   <source>よく読まれる本・特集</source>
   <translation>Often read, themes</translation>
  </message>
  <message>
   <source>マイページ</source>
   <translation>My page</translation>
  </message>
  <message>
   <source>予約・貸出・延長</source>
   <translation>Holds, loans, renewals</translation>
  </message>
  <message>
   <source>新しく入った本</source>
   <translation>New books</translation>
  </message>
  <message>
   <source>本のリスト</source>
   <translation>Book lists</translation>
  </message>
  <message>
   <source>開館カレンダー</source>
   <translation>Opening days</translation>
  </message>
 </context>
 <context>
  <name>AttractPage</name>
  <message>
   <source>本をさがす・予約する・借りている本をたしかめる</source>
   <translation>Find books, place holds, see your loans</translation>
  </message>
 </context>
 <context>
  <name>Bar</name>
  <message>
   <source>おわる</source>
   <translation>Finish</translation>
  </message>
  <message>
   <source>ことば
Language</source>
   <translation>ことば
Language</translation>
  </message>
  <message>
   <source>ことば Language</source>
   <translation>ことば Language</translation>
  </message>
  <message>
   <source>はじめに
もどる</source>
   <translation>Start
page</translation>
  </message>
  <message>
   <source>はじめにもどる</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>コントラスト</source>
   <translation>Contrast</translation>
  </message>
  <message>
   <source>コントラスト：強</source>
   <translation>Contrast: high</translation>
  </message>
  <message>
   <source>低い
位置</source>
   <translation>Low
reach</translation>
  </message>
  <message>
   <source>低い位置</source>
   <translation>Low reach</translation>
  </message>
  <message>
   <source>係に聞く</source>
   <translation>Ask staff</translation>
  </message>
  <message>
   <source>文字の
大きさ</source>
   <translation>Text
size</translation>
  </message>
  <message>
   <source>文字の大きさ</source>
   <translation>Text size</translation>
  </message>
  <message>
   <source>文字：大</source>
   <translation>Text: large</translation>
  </message>
  <message>
   <source>文字：特大</source>
   <translation>Text: largest</translation>
  </message>
  <message>
   <source>画面の設定</source>
   <translation>Screen settings</translation>
  </message>
 </context>
 <context>
  <name>Board</name>
  <message>
   <source>1字消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>ABC</source>
   <translation>ABC</translation>
  </message>
  <message>
   <source>かな</source>
   <translation>かな</translation>
  </message>
  <message>
   <source>数字 123</source>
   <translation>123</translation>
  </message>
  <message>
   <source>空白</source>
   <translation>Space</translation>
  </message>
 </context>
 <context>
  <name>Calendar</name>
  <message>
   <source>%1の開館日</source>
   <translation>Opening days, %1</translation>
  </message>
  <message>
   <source>前の月</source>
   <translation>Previous month</translation>
  </message>
  <message>
   <source>次の月</source>
   <translation>Next month</translation>
  </message>
 </context>
 <context>
  <name>CalendarLegend</name>
  <message>
   <source>きょう</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>休み</source>
   <translation>Closed</translation>
  </message>
  <message>
   <source>時間は、係におたずねください。</source>
   <translation>For the hours, please ask our staff.</translation>
  </message>
  <message>
   <source>開館日</source>
   <translation>Open</translation>
  </message>
 </context>
 <context>
  <name>CalendarLow</name>
  <message>
   <source>%1の開館日</source>
   <translation>Opening days, %1</translation>
  </message>
  <message>
   <source>この月までです</source>
   <translation>Until this month</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>今月からです</source>
   <translation>From this month on</translation>
  </message>
  <message>
   <source>前の月</source>
   <translation>Previous month</translation>
  </message>
  <message>
   <source>次の月</source>
   <translation>Next month</translation>
  </message>
 </context>
 <context>
  <name>CancelDialog</name>
  <message>
   <source>この予約を取り消しますか</source>
   <translation>Cancel this hold?</translation>
  </message>
  <message>
   <source>もういちど予約すると、順番はいちばん後になります。</source>
   <translation>If you place it again you will be last in the queue.</translation>
  </message>
  <message>
   <source>予約を残す</source>
   <translation>Keep the hold</translation>
  </message>
  <message>
   <source>取り消す</source>
   <translation>Cancel it</translation>
  </message>
  <message>
   <source>取消は、%1の受付処理でおこないます。</source>
   <translation>It will be cancelled at the intake (%1).</translation>
  </message>
 </context>
 <context>
  <name>CardDrawing</name>
  <message>
   <source>カードのバーコードを、読み取り口の赤い光に当てる絵</source>
   <translation>Drawing: hold the card's barcode in the red light of the reader</translation>
  </message>
  <message>
   <source>図書館利用者カード</source>
   <translation>Library card</translation>
  </message>
 </context>
 <context>
  <name>Cart</name>
  <message>
   <source>%1と%2をえらぶ</source>
   <translation>Choose %1 and %2</translation>
  </message>
  <message>
   <source>カードで確認ずみ</source>
   <translation>Signed in with card</translation>
  </message>
  <message>
   <source>カードは受付のときに確認します</source>
   <translation>Your card is checked at the intake</translation>
  </message>
 </context>
 <context>
  <name>CartBooks</name>
  <message>
   <source>%1を外す</source>
   <translation>Remove %1</translation>
  </message>
  <message>
   <source>%1冊</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>%1点</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>シリーズ予約です</source>
   <translation>Held in order</translation>
  </message>
  <message>
   <source>シリーズ予約にする</source>
   <translation>Hold in order</translation>
  </message>
  <message>
   <source>予約かごは空です。本を探して「予約かごへ」を押してください。</source>
   <translation>Your cart is empty. Find a book and touch “Hold cart”.</translation>
  </message>
  <message>
   <source>予約する本</source>
   <translation>To be held</translation>
  </message>
  <message>
   <source>前の巻の用意ができると、次の巻を用意します</source>
   <translation>Each volume is prepared once the one before is ready</translation>
  </message>
  <message>
   <source>前の巻を借りると、次の巻を用意します</source>
   <translation>The next volume comes after the one before</translation>
  </message>
  <message>
   <source>外す</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>続きものを順番に読む</source>
   <translation>Read a series in order</translation>
  </message>
 </context>
 <context>
  <name>CartChoices</name>
  <message>
   <source>%1をえらんでください</source>
   <translation>Please choose: %1</translation>
  </message>
  <message>
   <source>%1冊を仮予約する</source>
   <translation>Place hold (%1)</translation>
  </message>
  <message>
   <source>%1点を仮予約する</source>
   <translation>Place hold (%1)</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>それまでは仮予約です。そのあいだに貸し出されることがあります。</source>
   <translation>Until then the hold is provisional. Somebody may borrow it before.</translation>
  </message>
  <message>
   <source>それまでは仮予約です。先に貸し出されることがあります。</source>
   <translation>Until then the hold is provisional. Somebody may borrow it first.</translation>
  </message>
  <message>
   <source>それまでは仮予約です。窓口での貸出・予約が先になるので、
そのあいだに貸し出されることがあります。</source>
   <translation>Until then the hold is provisional. The counter comes first, so somebody may borrow it before.</translation>
  </message>
  <message>
   <source>どこで受け取りますか</source>
   <translation>Where will you pick up?</translation>
  </message>
  <message>
   <source>まだ仮予約です</source>
   <translation>Provisional so far</translation>
  </message>
  <message>
   <source>カードを確認する</source>
   <translation>Check your card</translation>
  </message>
  <message>
   <source>予約確認メールも受け取る</source>
   <translation>Also send me a confirmation e-mail</translation>
  </message>
  <message>
   <source>受付は、%1です</source>
   <translation>Intake: %1</translation>
  </message>
  <message>
   <source>本をえらんでください</source>
   <translation>Please choose a title</translation>
  </message>
  <message>
   <source>本を足す</source>
   <translation>Add books</translation>
  </message>
  <message>
   <source>用意ができたら、どう知らせますか</source>
   <translation>How shall we tell you?</translation>
  </message>
  <message>
   <source>連絡方法は、カードを確認してからえらびます。</source>
   <translation>You choose how to be told after your card is checked.</translation>
  </message>
 </context>
 <context>
  <name>CartLow</name>
  <message>
   <source>%1をえらぶ</source>
   <translation>Choose: %1</translation>
  </message>
  <message>
   <source>%1をえらんでください</source>
   <translation>Please choose: %1</translation>
  </message>
  <message>
   <source>%1を外す</source>
   <translation>Remove %1</translation>
  </message>
  <message>
   <source>%1冊を仮予約する</source>
   <translation>Place hold (%1)</translation>
  </message>
  <message>
   <source>%1点を仮予約する</source>
   <translation>Place hold (%1)</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>ここをえらびました</source>
   <translation>Chosen</translation>
  </message>
  <message>
   <source>この本も予約する</source>
   <translation>Hold this one too</translation>
  </message>
  <message>
   <source>それまでは仮予約です。先に貸し出されることがあります。</source>
   <translation>Until then the hold is provisional. Somebody may borrow it first.</translation>
  </message>
  <message>
   <source>まだ仮予約です</source>
   <translation>Provisional so far</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>カードで確認ずみ</source>
   <translation>Signed in with card</translation>
  </message>
  <message>
   <source>カードは受付のときに確認します</source>
   <translation>Your card is checked at the intake</translation>
  </message>
  <message>
   <source>カードを確認する</source>
   <translation>Check your card</translation>
  </message>
  <message>
   <source>シリーズ予約です</source>
   <translation>Held in order</translation>
  </message>
  <message>
   <source>シリーズ予約にする</source>
   <translation>Hold in order</translation>
  </message>
  <message>
   <source>予約かごは空です。本を探して「予約かごへ」を押してください。</source>
   <translation>Your cart is empty. Find a book and touch “Hold cart”.</translation>
  </message>
  <message>
   <source>予約する本</source>
   <translation>To be held</translation>
  </message>
  <message>
   <source>今回は予約しない</source>
   <translation>Not this time</translation>
  </message>
  <message>
   <source>前の本</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>受付は、%1です</source>
   <translation>Intake: %1</translation>
  </message>
  <message>
   <source>外す</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>本をえらんでください</source>
   <translation>Please choose a title</translation>
  </message>
  <message>
   <source>本を足す</source>
   <translation>Add books</translation>
  </message>
  <message>
   <source>次の本</source>
   <translation>Next</translation>
  </message>
 </context>
 <context>
  <name>CartSlots</name>
  <message>
   <source>これまでの予約と合わせた数です</source>
   <translation>with the holds you have</translation>
  </message>
  <message>
   <source>予約できる数</source>
   <translation>How many you can hold</translation>
  </message>
  <message>
   <source>予約の数</source>
   <translation>Your holds</translation>
  </message>
 </context>
 <context>
  <name>Chip</name>
  <message>
   <source>%1を外す</source>
   <translation>Remove %1</translation>
  </message>
 </context>
 <context>
  <name>ChipGrid</name>
  <message>
   <source>ほかも見る（%1／%2）</source>
   <translation>More (%1/%2)</translation>
  </message>
 </context>
 <context>
  <name>CopiesTable</name>
  <message>
   <source>この図書館には、まだありません。係にご相談ください。</source>
   <translation>We do not have it yet. Please ask our staff.</translation>
  </message>
  <message>
   <source>どこにあるか</source>
   <translation>Where it is</translation>
  </message>
  <message>
   <source>ほかに%1冊あります</source>
   <translation>More copies: %1</translation>
  </message>
 </context>
 <context>
  <name>DataState</name>
  <message>
   <source>　予約はお預かりします</source>
   <translation>  We still take your holds</translation>
  </message>
  <message>
   <source>いまは館内の情報だけで動いています</source>
   <translation>Working with the data in this building</translation>
  </message>
 </context>
 <context>
  <name>DeckBoard</name>
  <message>
   <source>1字消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>ぜんぶ消す</source>
   <translation>Clear all</translation>
  </message>
 </context>
 <context>
  <name>DeckChoices</name>
  <message>
   <source>ほかも見る（%1／%2）</source>
   <translation>More (%1/%2)</translation>
  </message>
 </context>
 <context>
  <name>DeckList</name>
  <message>
   <source>%1–%2／%3</source>
   <translation>%1–%2 of %3</translation>
  </message>
 </context>
 <context>
  <name>Detail</name>
  <message>
   <source>お気に入り</source>
   <translation>Favourite</translation>
  </message>
  <message>
   <source>お気に入りから外す</source>
   <translation>Take out of favourites</translation>
  </message>
  <message>
   <source>お気に入りに入れる</source>
   <translation>Add to favourites</translation>
  </message>
  <message>
   <source>ほかの館・シリーズ</source>
   <translation>Copies, series</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>一覧へ</source>
   <translation>To the list</translation>
  </message>
  <message>
   <source>前の本</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>棚を大きく見る</source>
   <translation>Show the shelf</translation>
  </message>
  <message>
   <source>次の本</source>
   <translation>Next</translation>
  </message>
 </context>
 <context>
  <name>DetailAbout</name>
  <message>
   <source>%1 の本をもっと見る</source>
   <translation>More by %1</translation>
  </message>
 </context>
 <context>
  <name>DetailLow</name>
  <message>
   <source>%1へ入れる</source>
   <translation>Add to %1</translation>
  </message>
  <message>
   <source>%1を見る</source>
   <translation>See %1</translation>
  </message>
  <message>
   <source>%1冊</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>%1冊とも%2へ</source>
   <translation>All %1 to the %2</translation>
  </message>
  <message>
   <source>%1冊を順番に%2へ</source>
   <translation>All %1 in order into %2</translation>
  </message>
  <message>
   <source>お気に入り</source>
   <translation>Favourite</translation>
  </message>
  <message>
   <source>お気に入りから外す</source>
   <translation>Take out of favourites</translation>
  </message>
  <message>
   <source>お気に入りに入れる</source>
   <translation>Add to favourites</translation>
  </message>
  <message>
   <source>このシリーズ</source>
   <translation>In this series</translation>
  </message>
  <message>
   <source>この著者の本</source>
   <translation>By this author</translation>
  </message>
  <message>
   <source>どこにあるか</source>
   <translation>Where it is</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>一覧へ</source>
   <translation>To the list</translation>
  </message>
  <message>
   <source>予約について係に聞く</source>
   <translation>Ask our staff about holds</translation>
  </message>
  <message>
   <source>似た本で、借りられるもの</source>
   <translation>Similar titles you can borrow</translation>
  </message>
  <message>
   <source>係に聞く</source>
   <translation>Ask staff</translation>
  </message>
  <message>
   <source>前の本</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>棚を大きく見る</source>
   <translation>Show the shelf</translation>
  </message>
  <message>
   <source>次の本</source>
   <translation>Next</translation>
  </message>
 </context>
 <context>
  <name>Displays</name>
  <message>
   <source>本のリスト</source>
   <translation>Book lists</translation>
  </message>
 </context>
 <context>
  <name>DisplaysLow</name>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>本のリスト</source>
   <translation>Book lists</translation>
  </message>
 </context>
 <context>
  <name>Email</name>
  <message>
   <source>いまの登録　%1</source>
   <translation>Registered now: %1</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>アドレスを打ってください</source>
   <translation>Please type your address</translation>
  </message>
  <message>
   <source>メールアドレス</source>
   <translation>E-mail address</translation>
  </message>
  <message>
   <source>メールアドレスの登録</source>
   <translation>Register your e-mail address</translation>
  </message>
  <message>
   <source>用意ができたことなどを、このアドレスへお知らせします。</source>
   <translation>We write to this address when your holds are ready.</translation>
  </message>
  <message>
   <source>登録する</source>
   <translation>Register</translation>
  </message>
 </context>
 <context>
  <name>FacetColumn</name>
  <message>
   <source>ほかの条件</source>
   <translation>More filters</translation>
  </message>
 </context>
 <context>
  <name>Head</name>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
 </context>
 <context>
  <name>HelpDialog</name>
  <message>
   <source>係がお手伝いします</source>
   <translation>Our staff will help you</translation>
  </message>
  <message>
   <source>本の題名や番号がわからなくても、だいじょうぶです。
カードをお持ちの方は、いっしょにお見せください。</source>
   <translation>You need not know a title or a number.
If you have your card, please bring it along.</translation>
  </message>
  <message>
   <source>画面にもどる</source>
   <translation>Back to the page</translation>
  </message>
  <message>
   <source>窓口の係に、お気軽に声をおかけください。
いまの画面は、そのまま残っています。</source>
   <translation>Please ask at the counter.
This page stays as it is.</translation>
  </message>
 </context>
 <context>
  <name>HoldChange</name>
  <message>
   <source>%1：%2</source>
   <translation>%1: %2</translation>
  </message>
  <message>
   <source>%1を変える</source>
   <translation>Change: %1</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>ここをえらびました</source>
   <translation>Chosen</translation>
  </message>
  <message>
   <source>この内容に変える</source>
   <translation>Change it so</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>予約を取り消す</source>
   <translation>Cancel the hold</translation>
  </message>
  <message>
   <source>受け取り方を変える</source>
   <translation>Change pickup or contact</translation>
  </message>
  <message>
   <source>変えるところをえらんでください</source>
   <translation>Please choose what to change</translation>
  </message>
 </context>
 <context>
  <name>HoldPanel</name>
  <message>
   <source>%1に入っています</source>
   <translation>It is in your %1</translation>
  </message>
  <message>
   <source>%1に受け付けます</source>
   <translation>Accepted: %1</translation>
  </message>
  <message>
   <source>%1へ</source>
   <translation>Add to %1</translation>
  </message>
  <message>
   <source>%1へ入れて、カードを確認します</source>
   <translation>Put it into the %1, then show your card</translation>
  </message>
  <message>
   <source>%1へ入れる</source>
   <translation>Add to %1</translation>
  </message>
  <message>
   <source>%1を見る</source>
   <translation>See %1</translation>
  </message>
  <message>
   <source>いまは予約できません</source>
   <translation>No hold possible now</translation>
  </message>
  <message>
   <source>すぐ借りる方は、本を窓口へどうぞ</source>
   <translation>To borrow now, take it to the desk</translation>
  </message>
  <message>
   <source>すぐ借りる方は、棚の本を窓口へお持ちください</source>
   <translation>To borrow it now, bring it from the shelf to the desk</translation>
  </message>
  <message>
   <source>予約できません</source>
   <translation>No hold possible</translation>
  </message>
  <message>
   <source>予約できる%1</source>
   <translation>Holds left: %1</translation>
  </message>
  <message>
   <source>予約について係に聞く</source>
   <translation>Ask our staff about holds</translation>
  </message>
  <message>
   <source>予約のながれ</source>
   <translation>How a hold goes on</translation>
  </message>
  <message>
   <source>代わりにできること</source>
   <translation>What you can do instead</translation>
  </message>
  <message>
   <source>似た本で、借りられるもの</source>
   <translation>Similar titles you can borrow</translation>
  </message>
  <message>
   <source>似た本を探す</source>
   <translation>Find similar books</translation>
  </message>
  <message>
   <source>係に聞く</source>
   <translation>Ask staff</translation>
  </message>
  <message>
   <source>受付のときに、順番が決まります</source>
   <translation>Your place is decided at the intake</translation>
  </message>
  <message>
   <source>図書館が受け付けて、順番が決まります</source>
   <translation>The library accepts it and sets your place</translation>
  </message>
  <message>
   <source>理由は、ほかに%1つあります</source>
   <translation>Other reasons: %1</translation>
  </message>
  <message>
   <source>用意ができたら、お知らせします</source>
   <translation>When it is ready, we tell you</translation>
  </message>
 </context>
 <context>
  <name>HoldRow</name>
  <message>
   <source>%1を取り消す</source>
   <translation>Cancel %1</translation>
  </message>
  <message>
   <source>%1を変える</source>
   <translation>Change: %1</translation>
  </message>
  <message>
   <source>取消</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>取消は窓口か
電話でどうぞ</source>
   <translation>Cancel at the
desk or by phone</translation>
  </message>
  <message>
   <source>変更</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>変更・取消</source>
   <translation>Change</translation>
  </message>
 </context>
 <context>
  <name>HoursPanel</name>
  <message>
   <source>きょうの開館</source>
   <translation>Open today</translation>
  </message>
  <message>
   <source>次のお休みは %1</source>
   <translation>Next closed day: %1</translation>
  </message>
  <message>
   <source>閉館しました</source>
   <translation>Now closed</translation>
  </message>
  <message>
   <source>開館カレンダー</source>
   <translation>Opening days</translation>
  </message>
 </context>
 <context>
  <name>Idle</name>
  <message>
   <source>あと</source>
   <translation>​</translation>
  </message>
  <message>
   <source>あと%1秒</source>
   <translation>%1 seconds left</translation>
  </message>
  <message>
   <source>いまの画面はそのまま残っています。</source>
   <translation>This page is still here.</translation>
  </message>
  <message>
   <source>そのまま何もしないと、画面をすべて消して
はじめにもどります。</source>
   <translation>If nothing is touched, everything is cleared and the start page returns.</translation>
  </message>
  <message>
   <source>つづけますか</source>
   <translation>Shall we go on?</translation>
  </message>
  <message>
   <source>つづける</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>予約かごの%1冊と、いまの画面はそのまま残っています。</source>
   <translation>The %1 titles in your cart and this page are still here.</translation>
  </message>
  <message>
   <source>予約かごの%1点と、いまの画面はそのまま残っています。</source>
   <translation>The %1 titles in your cart and this page are still here.</translation>
  </message>
  <message>
   <source>秒</source>
   <translation>s</translation>
  </message>
 </context>
 <context>
  <name>Invite</name>
  <message>
   <source>いまはお休みしています。
%1から使えます。</source>
   <translation>The search rests now.
It opens %1.</translation>
  </message>
  <message>
   <source>ここにふれてください</source>
   <translation>Touch here</translation>
  </message>
  <message>
   <source>はじめの1字から</source>
   <translation>from the first letter</translation>
  </message>
  <message>
   <source>書名・著者・ことばの %1</source>
   <translation>By title, author or word, %1</translation>
  </message>
  <message>
   <source>本をさがす</source>
   <translation>Find a book</translation>
  </message>
 </context>
 <context>
  <name>Key</name>
  <message>
   <source>続くことばがありません</source>
   <translation>No title goes on like this</translation>
  </message>
 </context>
 <context>
  <name>Ladder</name>
  <message>
   <source>こうすると見つかります。ふれると、探しなおします。</source>
   <translation>This finds something. Touch one to look again.</translation>
  </message>
  <message>
   <source>ことばをなおす</source>
   <translation>Change the words</translation>
  </message>
  <message>
   <source>ことばをなおすか、控えを係にお見せください。
ほかの図書館の本もお調べします。</source>
   <translation>Please change the words, or show staff the slip.
They look in other libraries, too.</translation>
  </message>
  <message>
   <source>係にわたす控え</source>
   <translation>Slip for staff</translation>
  </message>
  <message>
   <source>見つかりませんでした</source>
   <translation>Nothing was found</translation>
  </message>
 </context>
 <context>
  <name>LetterBoard</name>
  <message>
   <source>1字消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>ぜんぶ消す</source>
   <translation>Clear all</translation>
  </message>
  <message>
   <source>大文字</source>
   <translation>Capitals</translation>
  </message>
  <message>
   <source>記号</source>
   <translation>Signs</translation>
  </message>
 </context>
 <context>
  <name>Lists</name>
  <message>
   <source>いま、借りた本を記録しています</source>
   <translation>What you borrow is being kept</translation>
  </message>
  <message>
   <source>いまは、記録していません</source>
   <translation>Nothing is being kept</translation>
  </message>
  <message>
   <source>いまはありません。</source>
   <translation>There are none now.</translation>
  </message>
  <message>
   <source>お気に入りから外す</source>
   <translation>Take out of favourites</translation>
  </message>
  <message>
   <source>お知らせをやめる</source>
   <translation>Stop this alert</translation>
  </message>
  <message>
   <source>ことばをなおす</source>
   <translation>Change the words</translation>
  </message>
  <message>
   <source>ことばを足す</source>
   <translation>Add words</translation>
  </message>
  <message>
   <source>この本をひらく</source>
   <translation>Open this title</translation>
  </message>
  <message>
   <source>この行を消す</source>
   <translation>Delete this line</translation>
  </message>
  <message>
   <source>これから記録する</source>
   <translation>Keep it from now on</translation>
  </message>
  <message>
   <source>まだありません。これから借りる本が、ここに残ります。</source>
   <translation>None yet. What you borrow from now on appears here.</translation>
  </message>
  <message>
   <source>まだありません。本のページで「お気に入り」にふれると、ここに並びます。</source>
   <translation>None yet. Touch “Favourite” on the page of a title and it appears here.</translation>
  </message>
  <message>
   <source>まだありません。著者やことばを足すと、ここに並びます。</source>
   <translation>None yet. Add an author or a word and it appears here.</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>やめても、記録した行は残ります。いらない行は消せます。</source>
   <translation>If you stop, the lines kept stay. You can delete those you do not want.</translation>
  </message>
  <message>
   <source>前の行</source>
   <translation>Row above</translation>
  </message>
  <message>
   <source>取り消した予約は、%1日のあいだ ここに残ります</source>
   <translation>Cancelled holds stay here for %1 days</translation>
  </message>
  <message>
   <source>新しい本が入ったとき、メールでお知らせします</source>
   <translation>We mail you when a new title comes in</translation>
  </message>
  <message>
   <source>次の行</source>
   <translation>Row below</translation>
  </message>
  <message>
   <source>記録すると、これから借りる本がここに残ります。</source>
   <translation>If you keep it, what you borrow from now on appears here.</translation>
  </message>
  <message>
   <source>記録をやめる</source>
   <translation>Stop keeping it</translation>
  </message>
 </context>
 <context>
  <name>LiveList</name>
  <message>
   <source>%1から使えます。</source>
   <translation>It opens %1.</translation>
  </message>
  <message>
   <source>いまは検索をお休みしています</source>
   <translation>The search rests now</translation>
  </message>
  <message>
   <source>いま見つかった本</source>
   <translation>Found so far</translation>
  </message>
  <message>
   <source>よく読まれる本</source>
   <translation>Often read</translation>
  </message>
  <message>
   <source>係に聞くと、ほかの図書館の本も
お調べします。</source>
   <translation>Our staff can look in other libraries, too.</translation>
  </message>
  <message>
   <source>字を減らすか、べつのことばで
探してみてください。</source>
   <translation>Try fewer letters or another word.</translation>
  </message>
  <message>
   <source>見つかりませんでした</source>
   <translation>Nothing found</translation>
  </message>
  <message>
   <source>近いことばがあります。
ふれると、そのことばで探します。</source>
   <translation>There are similar words.
Touch one to search for it.</translation>
  </message>
 </context>
 <context>
  <name>LoanRow</name>
  <message>
   <source>%1を延長する</source>
   <translation>Renew %1</translation>
  </message>
 </context>
 <context>
  <name>Main</name>
  <message>
   <source>しらべ</source>
   <translation>Shirabe</translation>
  </message>
  <message>
   <source>体験用：鍵を平文のファイルに置いています。実際の利用者には使わないでください。</source>
   <translation>For trying only: keys lie in a plain file. Do not use with real patrons.</translation>
  </message>
  <message>
   <source>係の方へ：この端末に、見ていただきたいことがあります。</source>
   <translation>For staff: something here needs a look.</translation>
  </message>
 </context>
 <context>
  <name>MonthGrid</name>
  <message>
   <source>きょう</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>休み</source>
   <translation>Closed</translation>
  </message>
 </context>
 <context>
  <name>MyPage</name>
  <message>
   <source>『%1』は、用意ができています。
カードといっしょに窓口へどうぞ。</source>
   <translation>“%1” is ready.
Please come to the counter with your card.</translation>
  </message>
  <message>
   <source>お願いの結果</source>
   <translation>Your requests</translation>
  </message>
  <message>
   <source>きょう受け取れるもの　%1点</source>
   <translation>Ready today: %1</translation>
  </message>
  <message>
   <source>マイページ</source>
   <translation>My page</translation>
  </message>
  <message>
   <source>予約した資料</source>
   <translation>Your holds</translation>
  </message>
  <message>
   <source>借りている資料</source>
   <translation>Your loans</translation>
  </message>
  <message>
   <source>次のお休みは %1</source>
   <translation>Next closed day: %1</translation>
  </message>
  <message>
   <source>設定</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>設定・パスワード</source>
   <translation>Settings, password</translation>
  </message>
  <message>
   <source>読む順番</source>
   <translation>Reading order</translation>
  </message>
  <message>
   <source>読む順番を決める</source>
   <translation>Set the reading order</translation>
  </message>
 </context>
 <context>
  <name>MyPageLow</name>
  <message>
   <source>%1を取り消す</source>
   <translation>Cancel %1</translation>
  </message>
  <message>
   <source>%1を延長する</source>
   <translation>Renew %1</translation>
  </message>
  <message>
   <source>いま、予約している資料はありません。</source>
   <translation>You have no holds now.</translation>
  </message>
  <message>
   <source>いま、借りている資料はありません。</source>
   <translation>You have no loans now.</translation>
  </message>
  <message>
   <source>お願いの結果</source>
   <translation>Your requests</translation>
  </message>
  <message>
   <source>この本をひらく</source>
   <translation>Open this one</translation>
  </message>
  <message>
   <source>まだありません。受付処理のあとに、ここに出ます。</source>
   <translation>None yet. They appear here after the intake.</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>カードは、次の受付のときに確認します。
それまで、前からの予約はここに出ません。</source>
   <translation>Your card will be checked at the next intake.
Until then earlier holds are not shown here.</translation>
  </message>
  <message>
   <source>マイページ</source>
   <translation>My page</translation>
  </message>
  <message>
   <source>予約した資料</source>
   <translation>Your holds</translation>
  </message>
  <message>
   <source>借りている資料</source>
   <translation>Your loans</translation>
  </message>
  <message>
   <source>前の行</source>
   <translation>Previous row</translation>
  </message>
  <message>
   <source>取消</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>取消は窓口か電話でどうぞ</source>
   <translation>Cancel at the counter or by phone</translation>
  </message>
  <message>
   <source>受け取り方を変える</source>
   <translation>Change pickup or contact</translation>
  </message>
  <message>
   <source>次の行</source>
   <translation>Next row</translation>
  </message>
  <message>
   <source>設定・パスワード</source>
   <translation>Settings, password</translation>
  </message>
  <message>
   <source>読む順番</source>
   <translation>Reading order</translation>
  </message>
 </context>
 <context>
  <name>Narrow</name>
  <message>
   <source>%1冊を見る</source>
   <translation>See %1 titles</translation>
  </message>
  <message>
   <source>0冊</source>
   <translation>0 titles</translation>
  </message>
  <message>
   <source>しぼりこむ</source>
   <translation>Narrow down</translation>
  </message>
  <message>
   <source>条件をすべて外す</source>
   <translation>Clear all filters</translation>
  </message>
 </context>
 <context>
  <name>NewBooks</name>
  <message>
   <source>%1を
ぜんぶ見る</source>
   <translation>See all
%1</translation>
  </message>
  <message>
   <source>新しく入った本</source>
   <translation>New books</translation>
  </message>
 </context>
 <context>
  <name>NoticeDialog</name>
  <message>
   <source>いまの操作を、うまく受け取れませんでした。</source>
   <translation>That touch did not work.</translation>
  </message>
  <message>
   <source>お知らせ</source>
   <translation>Please note</translation>
  </message>
  <message>
   <source>くり返すときは、係にお知らせください。</source>
   <translation>If it happens again, please tell our staff.</translation>
  </message>
  <message>
   <source>もういちどお試しください</source>
   <translation>Please try once more</translation>
  </message>
  <message>
   <source>画面にもどる</source>
   <translation>Back to the page</translation>
  </message>
 </context>
 <context>
  <name>NumberPad</name>
  <message>
   <source>1字消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>ぜんぶ
消す</source>
   <translation>Clear
all</translation>
  </message>
 </context>
 <context>
  <name>OutOfOrder</name>
  <message>
   <source>ただいま、この画面はお休みしています</source>
   <translation>This terminal is resting</translation>
  </message>
  <message>
   <source>係の方へ</source>
   <translation>For staff</translation>
  </message>
  <message>
   <source>本を探すこと、予約することは、窓口でできます。
お手数ですが、係におたずねください。</source>
   <translation>Searching and placing holds is possible at the counter.
Please ask our staff.</translation>
  </message>
 </context>
 <context>
  <name>Pager</name>
  <message>
   <source>%1–%2／%3</source>
   <translation>%1–%2 of %3</translation>
  </message>
  <message>
   <source>前へ</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>次へ</source>
   <translation>Next</translation>
  </message>
 </context>
 <context>
  <name>Password</name>
  <message>
   <source>いまのパスワードのあとに、
新しいものを打ちます</source>
   <translation>First the present password, then a new one</translation>
  </message>
  <message>
   <source>いまの仮パスワードは、はじめだけのものです。
ここで新しいものに変えてください。
次からは、新しいもので使えます。</source>
   <translation>Your first password is for the start only.
Please change it here.
From now on use the new one.</translation>
  </message>
  <message>
   <source>いまの仮パスワードは生年月日です。
ほかの人にわかりやすいので、
ここで新しいものに変えてください。
次からは、新しいもので使えます。</source>
   <translation>Your first password is your birth date.
Others can guess it easily.
Please change it here.
From now on use the new one.</translation>
  </message>
  <message>
   <source>いまの番号のあとに、
新しい数字%1桁を打ちます</source>
   <translation>First the present number, then %1 new digits</translation>
  </message>
  <message>
   <source>はじめてのパスワード</source>
   <translation>Your first password</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>やめる</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>パスワードの変更</source>
   <translation>Change password</translation>
  </message>
  <message>
   <source>人にわかりやすいことばは避けてください。</source>
   <translation>Please avoid words that are easy to guess.</translation>
  </message>
  <message>
   <source>仮パスワードを、
%1文字以上のものに変えます</source>
   <translation>Change the first password to %1 characters or more</translation>
  </message>
  <message>
   <source>仮パスワードを、
数字%1桁に変えます</source>
   <translation>Change the first password to %1 digits</translation>
  </message>
  <message>
   <source>図書館が確認するまでは、
いまのパスワードも使えます。</source>
   <translation>Until the library has confirmed it, the present password works, too.</translation>
  </message>
  <message>
   <source>誕生日や 1111 など、
人にわかりやすい数字は避けてください。</source>
   <translation>Please avoid numbers that are easy to guess, like a birthday or 1111.</translation>
  </message>
 </context>
 <context>
  <name>PasswordFields</name>
  <message>
   <source>%1桁</source>
   <translation>%1 digits</translation>
  </message>
  <message>
   <source>1　いまのパスワード</source>
   <translation>1  Present password</translation>
  </message>
  <message>
   <source>あと%1文字 打ってください</source>
   <translation>%1 more characters, please</translation>
  </message>
  <message>
   <source>あと%1桁 打ってください</source>
   <translation>%1 more digits, please</translation>
  </message>
  <message>
   <source>いまのパスワード</source>
   <translation>Present password</translation>
  </message>
  <message>
   <source>このパスワードにする</source>
   <translation>Use this password</translation>
  </message>
  <message>
   <source>つぎへ</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>まわりに人がいないときに使ってください。</source>
   <translation>Use it when nobody is near.</translation>
  </message>
  <message>
   <source>もういちど同じ%1桁</source>
   <translation>Again, the same %1</translation>
  </message>
  <message>
   <source>もういちど同じパスワード</source>
   <translation>The same password again</translation>
  </message>
  <message>
   <source>よい長さです</source>
   <translation>Long enough</translation>
  </message>
  <message>
   <source>変えています</source>
   <translation>Changing</translation>
  </message>
  <message>
   <source>押しているあいだ見える</source>
   <translation>Hold to see</translation>
  </message>
  <message>
   <source>押すと見える</source>
   <translation>Hold to see</translation>
  </message>
  <message>
   <source>新しいパスワード</source>
   <translation>New password</translation>
  </message>
  <message>
   <source>新しいパスワードをお預かりしました。</source>
   <translation>We have taken your new password.</translation>
  </message>
 </context>
 <context>
  <name>PasswordLow</name>
  <message>
   <source>いまのものを打って、新しくします。</source>
   <translation>Type the present one, then a new one.</translation>
  </message>
  <message>
   <source>はじめてのパスワード</source>
   <translation>Your first password</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>やめる</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>パスワードの変更</source>
   <translation>Change password</translation>
  </message>
  <message>
   <source>人にわかりやすいことばは避けてください。</source>
   <translation>Please avoid words that are easy to guess.</translation>
  </message>
  <message>
   <source>仮パスワードを、新しいものに変えます。
次からは、新しいもので使えます。</source>
   <translation>Please replace the first password with a new one.
From now on you use the new one.</translation>
  </message>
  <message>
   <source>押すと見える</source>
   <translation>Hold to see</translation>
  </message>
  <message>
   <source>誕生日や 1111 など、
人にわかりやすい数字は避けてください。</source>
   <translation>Please avoid numbers that are easy to guess, like a birthday or 1111.</translation>
  </message>
 </context>
 <context>
  <name>Register</name>
  <message>
   <source>%1／6　%2</source>
   <translation>%1/6  %2</translation>
  </message>
  <message>
   <source>お名前などを図書館の記録とくらべます。合っていれば、新しいパスワードが使えるようになります。</source>
   <translation>We compare it with the library's records. If it agrees, you can use your new password.</translation>
  </message>
  <message>
   <source>お名前（ひらがな）</source>
   <translation>Your name (hiragana)</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>このパスワードを登録する</source>
   <translation>Register this password</translation>
  </message>
  <message>
   <source>つぎへ</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>つづきを打ってください</source>
   <translation>Please type on</translation>
  </message>
  <message>
   <source>はじめてのパスワードの登録</source>
   <translation>Register a first password</translation>
  </message>
  <message>
   <source>もういちど同じパスワード</source>
   <translation>The same password again</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>カードの番号</source>
   <translation>Card number</translation>
  </message>
  <message>
   <source>カードを作ったときのお名前を、よみがなで打ってください。</source>
   <translation>The name you registered with, as it is read in kana.</translation>
  </message>
  <message>
   <source>カードを確認する</source>
   <translation>Check your card</translation>
  </message>
  <message>
   <source>人にわかりやすいことばは避けてください。</source>
   <translation>Please avoid words that are easy to guess.</translation>
  </message>
  <message>
   <source>例　1970年1月1日 → 19700101</source>
   <translation>Example: 1 January 1970 → 19700101</translation>
  </message>
  <message>
   <source>利用者カードの番号を打ってください。</source>
   <translation>Please type the number of your library card.</translation>
  </message>
  <message>
   <source>図書館にとどけてある番号です。ハイフンはいりません。</source>
   <translation>The number the library knows. No hyphens needed.</translation>
  </message>
  <message>
   <source>押すと見える</source>
   <translation>Hold to see</translation>
  </message>
  <message>
   <source>新しいパスワード</source>
   <translation>New password</translation>
  </message>
  <message>
   <source>生年月日（西暦8桁）</source>
   <translation>Date of birth (8 digits)</translation>
  </message>
  <message>
   <source>登録している電話番号</source>
   <translation>Your registered telephone number</translation>
  </message>
  <message>
   <source>登録をお預かりしました。</source>
   <translation>Your registration is noted.</translation>
  </message>
 </context>
 <context>
  <name>Renewal</name>
  <message>
   <source>%1からは、延長するといまより長く借りられます。</source>
   <translation>From %1 on, renewing gives you more time.</translation>
  </message>
  <message>
   <source>いま</source>
   <translation>now</translation>
  </message>
  <message>
   <source>いまの返却日</source>
   <translation>Due now</translation>
  </message>
  <message>
   <source>いま延長しても、返却日は変わりません</source>
   <translation>Renewing now does not change the due date</translation>
  </message>
  <message>
   <source>いま延長すると、返却日が%1日早くなります</source>
   <translation>Renewing now makes it due %1 days earlier</translation>
  </message>
  <message>
   <source>きょう</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>きょう延長すると</source>
   <translation>If renewed today</translation>
  </message>
  <message>
   <source>この日から</source>
   <translation>from here</translation>
  </message>
  <message>
   <source>それでも延長する（%1）</source>
   <translation>Renew all the same (%1)</translation>
  </message>
  <message>
   <source>休み</source>
   <translation>closed</translation>
  </message>
  <message>
   <source>延長しない（%1のまま）</source>
   <translation>Do not renew (keep %1)</translation>
  </message>
  <message>
   <source>延長すると</source>
   <translation>renewed</translation>
  </message>
  <message>
   <source>延長する（%1まで）</source>
   <translation>Renew (until %1)</translation>
  </message>
  <message>
   <source>貸出延長確認</source>
   <translation>Renewing a loan</translation>
  </message>
  <message>
   <source>返却日が%1日のびます</source>
   <translation>Due %1 days later</translation>
  </message>
  <message>
   <source>（%1）</source>
   <translation> (%1)</translation>
  </message>
 </context>
 <context>
  <name>ResultGroup</name>
  <message>
   <source>%1へ</source>
   <translation>Add to %1</translation>
  </message>
  <message>
   <source>かごの中</source>
   <translation>In the cart</translation>
  </message>
  <message>
   <source>できません</source>
   <translation>Not possible</translation>
  </message>
  <message>
   <source>棚</source>
   <translation>Shelf</translation>
  </message>
  <message>
   <source>棚を見る</source>
   <translation>See the shelf</translation>
  </message>
 </context>
 <context>
  <name>Results</name>
  <message>
   <source>ほかの条件</source>
   <translation>More filters</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>並べかた：%1</source>
   <translation>Order: %1</translation>
  </message>
  <message>
   <source>冊</source>
   <translation> titles</translation>
  </message>
  <message>
   <source>前へ</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>最初のページです</source>
   <translation>First page</translation>
  </message>
  <message>
   <source>条件をすべて外す</source>
   <translation>Clear all filters</translation>
  </message>
  <message>
   <source>次の%1冊</source>
   <translation>Next %1</translation>
  </message>
 </context>
 <context>
  <name>ResultsLow</name>
  <message>
   <source>%1へ</source>
   <translation>Add to %1</translation>
  </message>
  <message>
   <source>%1冊を見る</source>
   <translation>See %1 titles</translation>
  </message>
  <message>
   <source>かごの中</source>
   <translation>In the cart</translation>
  </message>
  <message>
   <source>ことばで探す</source>
   <translation>Search by words</translation>
  </message>
  <message>
   <source>ことばをなおす</source>
   <translation>Change the words</translation>
  </message>
  <message>
   <source>この本をひらく</source>
   <translation>Open this one</translation>
  </message>
  <message>
   <source>しぼりこむ</source>
   <translation>Narrow down</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>並べかた：%1</source>
   <translation>Order: %1</translation>
  </message>
  <message>
   <source>係にわたす控え</source>
   <translation>Slip for staff</translation>
  </message>
  <message>
   <source>前のページ</source>
   <translation>Previous page</translation>
  </message>
  <message>
   <source>前の本</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>条件をすべて外す</source>
   <translation>Clear all filters</translation>
  </message>
  <message>
   <source>次の%1冊</source>
   <translation>Next %1</translation>
  </message>
  <message>
   <source>次の本</source>
   <translation>Next</translation>
  </message>
 </context>
 <context>
  <name>Search</name>
  <message>
   <source>%1を見る</source>
   <translation>See %1</translation>
  </message>
  <message>
   <source>うすい字は、続くことばがありません</source>
   <translation>Pale letters lead to nothing</translation>
  </message>
  <message>
   <source>お探しはこれですか</source>
   <translation>Are you looking for this?</translation>
  </message>
  <message>
   <source>ぜんぶ消す</source>
   <translation>Clear all</translation>
  </message>
  <message>
   <source>はじめの1字から、どうぞ。
書名でも、著者でも、ことばでも探せます。</source>
   <translation>Begin with one letter.
Titles, authors and words are searched.</translation>
  </message>
  <message>
   <source>ふれると、そのことばで探します</source>
   <translation>Touch one to search for it</translation>
  </message>
  <message>
   <source>ほかの探し方</source>
   <translation>Other ways</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>よく読まれる本</source>
   <translation>Often read</translation>
  </message>
  <message>
   <source>打ってください</source>
   <translation>Please type</translation>
  </message>
  <message>
   <source>書名・著者・ことば すべてから</source>
   <translation>In titles, authors and words</translation>
  </message>
  <message>
   <source>消す</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>近いことば</source>
   <translation>Similar words</translation>
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>さがすことば</source>
   <translation>Words to search for</translation>
  </message>
 </context>
 <context>
  <name>SearchLow</name>
  <message>
   <source>%1の行</source>
   <translation>Row %1</translation>
  </message>
  <message>
   <source>%1を見る</source>
   <translation>See %1</translation>
  </message>
  <message>
   <source>123</source>
   <translation>123</translation>
  </message>
  <message>
   <source>1字消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>ABC</source>
   <translation>ABC</translation>
  </message>
  <message>
   <source>かな</source>
   <translation>かな</translation>
  </message>
  <message>
   <source>この本をひらく</source>
   <translation>Open this one</translation>
  </message>
  <message>
   <source>ほかの探し方</source>
   <translation>Other ways</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>前の本</source>
   <translation>Prev.</translation>
  </message>
  <message>
   <source>押すところは、ぜんぶ下にあります</source>
   <translation>Everything to touch is below</translation>
  </message>
  <message>
   <source>次の本</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>空白</source>
   <translation>Space</translation>
  </message>
 </context>
 <context>
  <name>SecretBoxes</name>
  <message>
   <source>%1つ打ちました</source>
   <translation>%1 typed</translation>
  </message>
 </context>
 <context>
  <name>SeriesOrder</name>
  <message>
   <source>%1番</source>
   <translation>No. %1</translation>
  </message>
  <message>
   <source>あと%1冊、ふれてください</source>
   <translation>Touch %1 more</translation>
  </message>
  <message>
   <source>お預かりしています</source>
   <translation>One moment</translation>
  </message>
  <message>
   <source>この%1冊の順番にする</source>
   <translation>Keep this order (%1)</translation>
  </message>
  <message>
   <source>ぜんぶ外す</source>
   <translation>Take all out</translation>
  </message>
  <message>
   <source>つぎ</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>ほかも見る（%1／%2）</source>
   <translation>More (%1/%2)</translation>
  </message>
  <message>
   <source>まだ</source>
   <translation>Not yet</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>巻の順にする</source>
   <translation>By volume</translation>
  </message>
  <message>
   <source>決めた順に用意します。前の巻がすむまで、次の巻は用意されません。</source>
   <translation>They are prepared in this order, each one after the one before.</translation>
  </message>
  <message>
   <source>読みたい順に、下でふれてください。もういちどふれると外れます。</source>
   <translation>Touch below in reading order. Touch again to take out.</translation>
  </message>
  <message>
   <source>読む順番を決める</source>
   <translation>Set the reading order</translation>
  </message>
  <message>
   <source>順番をなくす</source>
   <translation>No order</translation>
  </message>
 </context>
 <context>
  <name>SeriesStrip</name>
  <message>
   <source>%1冊</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>%1冊とも
%2へ</source>
   <translation>All %1
to the %2</translation>
  </message>
  <message>
   <source>%1冊を順番に
%2へ</source>
   <translation>%1 in order
to %2</translation>
  </message>
  <message>
   <source>このシリーズ</source>
   <translation>In this series</translation>
  </message>
  <message>
   <source>この著者のほかの本</source>
   <translation>More by this author</translation>
  </message>
  <message>
   <source>ほかの%1冊</source>
   <translation>%1 more</translation>
  </message>
 </context>
 <context>
  <name>SettingsCards</name>
  <message>
   <source>いまのものを打って、新しくします。</source>
   <translation>Type the present one, then a new one.</translation>
  </message>
  <message>
   <source>こんなときに、図書館からメールが届きます。</source>
   <translation>The library writes to you:</translation>
  </message>
  <message>
   <source>まちがえないように、2回打ちます</source>
   <translation>Type it twice, to be sure</translation>
  </message>
  <message>
   <source>パスワード</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>パスワードを変える</source>
   <translation>Change password</translation>
  </message>
  <message>
   <source>メールアドレス</source>
   <translation>E-mail address</translation>
  </message>
  <message>
   <source>メールアドレスを変える</source>
   <translation>Change the e-mail address</translation>
  </message>
  <message>
   <source>メールアドレスを登録する</source>
   <translation>Register an e-mail address</translation>
  </message>
  <message>
   <source>係が確認しています</source>
   <translation>Being checked by staff</translation>
  </message>
  <message>
   <source>新しいパスワードは、%1です</source>
   <translation>A new password has %1</translation>
  </message>
  <message>
   <source>登録がありません</source>
   <translation>None registered</translation>
  </message>
  <message>
   <source>登録ずみ</source>
   <translation>Registered</translation>
  </message>
  <message>
   <source>確認のメールを待っています</source>
   <translation>Waiting for confirmation</translation>
  </message>
  <message>
   <source>設定</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>返却日が近いときにメールを受け取る</source>
   <translation>E-mail me before a due date</translation>
  </message>
 </context>
 <context>
  <name>SettingsDeck</name>
  <message>
   <source>いつもの%1</source>
   <translation>Usual: %1</translation>
  </message>
  <message>
   <source>ここをえらびました</source>
   <translation>Chosen</translation>
  </message>
  <message>
   <source>こんなときに、図書館からメールが届きます。</source>
   <translation>The library writes to you:</translation>
  </message>
  <message>
   <source>まだえらんでいません</source>
   <translation>Not chosen yet</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>パスワード</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>パスワードを変える</source>
   <translation>Change password</translation>
  </message>
  <message>
   <source>メールアドレス</source>
   <translation>E-mail address</translation>
  </message>
  <message>
   <source>メールアドレスを変える</source>
   <translation>Change the e-mail address</translation>
  </message>
  <message>
   <source>メールアドレスを登録する</source>
   <translation>Register an e-mail address</translation>
  </message>
  <message>
   <source>登録がありません</source>
   <translation>None registered</translation>
  </message>
  <message>
   <source>設定</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>返却日が近いときにメールを受け取る</source>
   <translation>E-mail me before a due date</translation>
  </message>
 </context>
 <context>
  <name>SettingsUsual</name>
  <message>
   <source>いつもの%1</source>
   <translation>Usual: %1</translation>
  </message>
  <message>
   <source>ここでえらんでおくと、予約のときに、はじめからえらばれています。</source>
   <translation>What you choose here is chosen already when you place a hold.</translation>
  </message>
 </context>
 <context>
  <name>Setup</name>
  <message>
   <source>1　つなぐ先</source>
   <translation>1  Address of the central</translation>
  </message>
  <message>
   <source>2　登録コード</source>
   <translation>2  Code</translation>
  </message>
  <message>
   <source>USBメモリーが見つかりました。下のボタンで登録できます。</source>
   <translation>A USB stick was found: touch the button below.</translation>
  </message>
  <message>
   <source>USBメモリーで登録する</source>
   <translation>Enrol with the stick</translation>
  </message>
  <message>
   <source>「central terminal add」で出した登録コードを打つか、QRコードを読み取らせるか、登録ファイルの入ったUSBメモリーをさしてください。30分以内に1回だけ使えます。</source>
   <translation>Type the code that "central terminal add" prints, scan its QR code, or put in the USB stick with its file. It is good once, for 30 minutes.</translation>
  </message>
  <message>
   <source>お待ちください</source>
   <translation>One moment, please</translation>
  </message>
  <message>
   <source>この端末を登録する</source>
   <translation>Register this terminal</translation>
  </message>
  <message>
   <source>つなぐ先</source>
   <translation>Address of the central</translation>
  </message>
  <message>
   <source>つなぐ先を打ってください</source>
   <translation>Please type the address</translation>
  </message>
  <message>
   <source>つなぐ先を直す</source>
   <translation>Change the address</translation>
  </message>
  <message>
   <source>係の画面です</source>
   <translation>For staff</translation>
  </message>
  <message>
   <source>登録しています</source>
   <translation>Registering</translation>
  </message>
  <message>
   <source>登録できました。まもなく始まります。</source>
   <translation>Registered. The terminal starts now.</translation>
  </message>
  <message>
   <source>登録コード</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>登録コードを打ってください</source>
   <translation>Type the code</translation>
  </message>
  <message>
   <source>登録コードを打つ</source>
   <translation>Type the code</translation>
  </message>
  <message>
   <source>目録を受け取っています　%1%</source>
   <translation>Receiving the catalogue  %1%</translation>
  </message>
  <message>
   <source>端末の登録</source>
   <translation>Register this terminal</translation>
  </message>
  <message>
   <source>進みぐあい</source>
   <translation>Progress</translation>
  </message>
 </context>
 <context>
  <name>ShelfDialog</name>
  <message>
   <source>スマートフォンで
持って行けます</source>
   <translation>Take it along
on your phone</translation>
  </message>
  <message>
   <source>左は、本の背のラベルと同じです</source>
   <translation>The label is the one on the book’s spine</translation>
  </message>
  <message>
   <source>本のページにもどる</source>
   <translation>Back to the title</translation>
  </message>
  <message>
   <source>棚の番号のQRコード</source>
   <translation>QR code of the shelf number</translation>
  </message>
  <message>
   <source>見つからないときは、係に声をおかけください。</source>
   <translation>If you cannot find it, please ask our staff.</translation>
  </message>
 </context>
 <context>
  <name>ShelfPanel</name>
  <message>
   <source>スマートフォンで読むと、棚の番号を持って行けます。</source>
   <translation>Scan it to take the shelf number along on your phone.</translation>
  </message>
  <message>
   <source>左は、本の背のラベルと同じです</source>
   <translation>The label is the one on the book’s spine</translation>
  </message>
  <message>
   <source>棚の番号のQRコード</source>
   <translation>QR code of the shelf number</translation>
  </message>
  <message>
   <source>棚を大きく見る</source>
   <translation>Show the shelf</translation>
  </message>
 </context>
 <context>
  <name>SignIn</name>
  <message>
   <source>はじめての方は、パスワードの代わりに
生年月日を西暦8桁で打ってください。
例　1970年1月1日 → 19700101</source>
   <translation>First time? Type your birth date as 8 digits instead.
1 January 1970 → 19700101</translation>
  </message>
  <message>
   <source>はじめての方は、生年月日を西暦8桁で打ってください。</source>
   <translation>First time? Type your birth date in 8 digits.</translation>
  </message>
  <message>
   <source>カードがある方</source>
   <translation>With your card</translation>
  </message>
  <message>
   <source>カードがまだない方は、窓口へどうぞ。</source>
   <translation>No card yet? Please ask at the desk.</translation>
  </message>
  <message>
   <source>カードとパスワード</source>
   <translation>Card and password</translation>
  </message>
  <message>
   <source>カードのバーコードを、画面の下の
赤い光に当ててください。</source>
   <translation>Hold the card's barcode in the red light below the screen.</translation>
  </message>
  <message>
   <source>カードをお忘れの方は、番号を
右で打つこともできます。</source>
   <translation>No card with you? Type the number on the right.</translation>
  </message>
  <message>
   <source>バーコードを、
赤い光に当ててください。</source>
   <translation>Hold the barcode in the red light.</translation>
  </message>
  <message>
   <source>予約かごの%1冊は、そのまま残ります</source>
   <translation>The %1 titles in your cart stay</translation>
  </message>
  <message>
   <source>予約かごの%1点は、そのまま残ります</source>
   <translation>The %1 titles in your cart stay</translation>
  </message>
  <message>
   <source>使い終わったら、右下の「おわる」で
画面から全部消えます。</source>
   <translation>When you are done, “Finish” at the lower right clears everything.</translation>
  </message>
  <message>
   <source>番号を下で打つこともできます。</source>
   <translation>You can also type the number.</translation>
  </message>
  <message>
   <source>番号を右で
打つこともできます。</source>
   <translation>You can also type the number.</translation>
  </message>
 </context>
 <context>
  <name>SignInFields</name>
  <message>
   <source>1　カードの番号</source>
   <translation>1  Card number</translation>
  </message>
  <message>
   <source>2　パスワード</source>
   <translation>2　Password</translation>
  </message>
  <message>
   <source>2　パスワード（%1文字以上）</source>
   <translation>2  Password (%1 characters or more)</translation>
  </message>
  <message>
   <source>2　パスワード（数字%1桁以上）</source>
   <translation>2  Password (%1 digits or more)</translation>
  </message>
  <message>
   <source>2　パスワード（数字%1桁）</source>
   <translation>2  Password (%1 digits)</translation>
  </message>
  <message>
   <source>2　生年月日</source>
   <translation>2　Birth date</translation>
  </message>
  <message>
   <source>2　生年月日（西暦%1桁）</source>
   <translation>2  Date of birth (%1 digits, year first)</translation>
  </message>
  <message>
   <source>「押すと見える」は、指をのせているあいだだけ見えます。</source>
   <translation>Shown only while your finger rests on “Hold to see”.</translation>
  </message>
  <message>
   <source>あと%1文字 打ってください</source>
   <translation>%1 more characters, please</translation>
  </message>
  <message>
   <source>あと%1桁 打ってください</source>
   <translation>%1 more digits, please</translation>
  </message>
  <message>
   <source>つぎはパスワード</source>
   <translation>Now the password</translation>
  </message>
  <message>
   <source>はいる</source>
   <translation>Sign in</translation>
  </message>
  <message>
   <source>はじめて
登録する</source>
   <translation>Register
first</translation>
  </message>
  <message>
   <source>はじめてパスワードを登録する</source>
   <translation>Register a first password</translation>
  </message>
  <message>
   <source>はじめて登録する</source>
   <translation>Register first</translation>
  </message>
  <message>
   <source>カードの番号 %1</source>
   <translation>Card number %1</translation>
  </message>
  <message>
   <source>カードの番号を
打ってください</source>
   <translation>Type your
card number</translation>
  </message>
  <message>
   <source>カードを確認しています</source>
   <translation>Checking your card</translation>
  </message>
  <message>
   <source>パスワード</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>パスワードがまだない方は、ここで登録できます。</source>
   <translation>No password yet? You can register one here.</translation>
  </message>
  <message>
   <source>押すと見える</source>
   <translation>Hold to see</translation>
  </message>
  <message>
   <source>読めました</source>
   <translation>Scanned</translation>
  </message>
 </context>
 <context>
  <name>SignInLow</name>
  <message>
   <source>はじめての方は、パスワードの代わりに
生年月日を西暦8桁で打ってください。
例　1970年1月1日 → 19700101</source>
   <translation>First time? Type your birth date as 8 digits instead.
1 January 1970 → 19700101</translation>
  </message>
  <message>
   <source>はじめてパスワードを登録する</source>
   <translation>Register a first password</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>カードとパスワード</source>
   <translation>Card and password</translation>
  </message>
  <message>
   <source>カードのバーコードを、画面の下の
赤い光に当ててください。</source>
   <translation>Hold the card's barcode in the red light below the screen.</translation>
  </message>
  <message>
   <source>カードの番号を打つ</source>
   <translation>Type the card number</translation>
  </message>
  <message>
   <source>パスワードを打つ</source>
   <translation>Type the password</translation>
  </message>
  <message>
   <source>予約かごの%1冊は、そのまま残ります</source>
   <translation>The %1 titles in your cart stay</translation>
  </message>
  <message>
   <source>予約かごの%1点は、そのまま残ります</source>
   <translation>The %1 titles in your cart stay</translation>
  </message>
  <message>
   <source>押すと見える</source>
   <translation>Hold to see</translation>
  </message>
 </context>
 <context>
  <name>SlipDialog</name>
  <message>
   <source>おたずねのQRコード</source>
   <translation>QR code of your question</translation>
  </message>
  <message>
   <source>ほかの図書館の本もお調べします。</source>
   <translation>Staff look in other libraries, too.</translation>
  </message>
  <message>
   <source>スマートフォンで読めます。お名前とカード番号は入っていません。</source>
   <translation>Scan it with your phone. It holds no name and no card number.</translation>
  </message>
  <message>
   <source>係にお見せください</source>
   <translation>Show this to staff</translation>
  </message>
  <message>
   <source>画面にもどる</source>
   <translation>Back to the page</translation>
  </message>
  <message>
   <source>窓口の係に、お見せください</source>
   <translation>Please show this at the counter</translation>
  </message>
 </context>
 <context>
  <name>SpineLabel</name>
  <message>
   <source>背のラベル</source>
   <translation>Spine label</translation>
  </message>
 </context>
 <context>
  <name>Staff</name>
  <message>
   <source>つぎの注意</source>
   <translation>Next to look at</translation>
  </message>
  <message>
   <source>ほかの項目</source>
   <translation>More</translation>
  </message>
  <message>
   <source>もういちど点検</source>
   <translation>Check again</translation>
  </message>
  <message>
   <source>もどる</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>係の画面です　%1</source>
   <translation>For staff　%1</translation>
  </message>
  <message>
   <source>点検</source>
   <translation>Checkup</translation>
  </message>
 </context>
 <context>
  <name>Thanks</name>
  <message>
   <source>%1 ほか</source>
   <translation>%1 and more</translation>
  </message>
  <message>
   <source>%1冊の仮予約をお預かりしました</source>
   <translation>We have taken your hold request (%1)</translation>
  </message>
  <message>
   <source>%1点の仮予約をお預かりしました</source>
   <translation>We have taken your hold request (%1)</translation>
  </message>
  <message>
   <source>お受けできなかったもの：%1</source>
   <translation>Not accepted: %1</translation>
  </message>
  <message>
   <source>ご用がお済みなら、下の&lt;b&gt;「おわる」&lt;/b&gt;を押してください</source>
   <translation>All done? Touch &lt;b&gt;“Finish”&lt;/b&gt; below</translation>
  </message>
  <message>
   <source>もっと探す</source>
   <translation>Find more</translation>
  </message>
  <message>
   <source>マイページを見る</source>
   <translation>See My page</translation>
  </message>
  <message>
   <source>受付までに貸し出されることがあります。</source>
   <translation>It may be lent to somebody else before the intake.</translation>
  </message>
  <message>
   <source>受付までに貸し出されることがあります。結果は「マイページ」でわかります。
お急ぎの方は、窓口で予約してください。</source>
   <translation>Somebody may borrow it before the intake. “My page” tells the result.
In a hurry? Please place the hold at the counter.</translation>
  </message>
 </context>
 <context>
  <name>ThanksLow</name>
  <message>
   <source>%1冊の仮予約をお預かりしました</source>
   <translation>We have taken your hold request (%1)</translation>
  </message>
  <message>
   <source>%1点の仮予約をお預かりしました</source>
   <translation>We have taken your hold request (%1)</translation>
  </message>
  <message>
   <source>お受けできなかったもの：%1</source>
   <translation>Not accepted: %1</translation>
  </message>
  <message>
   <source>もっと探す</source>
   <translation>Find more</translation>
  </message>
  <message>
   <source>マイページを見る</source>
   <translation>See My page</translation>
  </message>
  <message>
   <source>受付までに貸し出されることがあります。結果は「マイページ」でわかります。
お急ぎの方は、窓口で予約してください。</source>
   <translation>Somebody may borrow it before the intake. “My page” tells the result.
In a hurry? Please place the hold at the counter.</translation>
  </message>
 </context>
 <context>
  <name>ThanksNumbers</name>
  <message>
   <source>%1　それまでは仮予約です</source>
   <translation>%1  Provisional until then</translation>
  </message>
  <message>
   <source>それまでは仮予約です</source>
   <translation>Provisional until then</translation>
  </message>
  <message>
   <source>受付番号</source>
   <translation>Receipt no.</translation>
  </message>
  <message>
   <source>次の受付処理</source>
   <translation>Next intake</translation>
  </message>
  <message>
   <source>窓口で聞くときに使います</source>
   <translation>For questions at the counter</translation>
  </message>
  <message>
   <source>開館日に受け付けます</source>
   <translation>On an open day</translation>
  </message>
 </context>
 <context>
  <name>ThanksSlip</name>
  <message>
   <source>お名前とカード番号は入っていません。
スマートフォンで読んでください。</source>
   <translation>It holds no name and no card number.
Scan it with your phone.</translation>
  </message>
  <message>
   <source>お名前とカード番号は入っていません。スマートフォンで読んでください。</source>
   <translation>It holds no name and no card number. Scan it with your phone.</translation>
  </message>
  <message>
   <source>控え</source>
   <translation>Receipt</translation>
  </message>
  <message>
   <source>控えのQRコード</source>
   <translation>QR code of your receipt</translation>
  </message>
 </context>
 <context>
  <name>ThanksSteps</name>
  <message>
   <source>%1です。</source>
   <translation>%1</translation>
  </message>
  <message>
   <source>いま ここ</source>
   <translation>You are here</translation>
  </message>
  <message>
   <source>お知らせ</source>
   <translation>Notice</translation>
  </message>
  <message>
   <source>お電話します。</source>
   <translation>We call you.</translation>
  </message>
  <message>
   <source>この画面で
お預かりしました。</source>
   <translation>Taken here,
on this screen.</translation>
  </message>
  <message>
   <source>マイページで確かめてください。</source>
   <translation>Please look at My page.</translation>
  </message>
  <message>
   <source>メールを送ります。</source>
   <translation>We send an e-mail.</translation>
  </message>
  <message>
   <source>仮予約</source>
   <translation>Provisional</translation>
  </message>
  <message>
   <source>受付処理</source>
   <translation>Intake</translation>
  </message>
  <message>
   <source>窓口の予約が先です。</source>
   <translation>The counter comes first.</translation>
  </message>
 </context>
 <context>
  <name>Week</name>
  <message>
   <source>きょう</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>休み</source>
   <translation>shut</translation>
  </message>
 </context>
</TS>
